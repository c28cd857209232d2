package io.github.keycloakporter.benchmarks.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped realm as far as stock Keycloak knows it: same settings, same events, same mail server; stock's themes. */
final class StockRealm {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):([^}]*)}");

    private static final List<String> PORTERS_OWN = List.of(
            "loginTheme",
            "emailTheme",
            "attributes",
            "clients",
            "registrationFlow",
            "resetCredentialsFlow",
            "authenticationFlows",
            "authenticatorConfig");

    /** Of the shipped rules those that stock has. */
    private static final String PASSWORD_POLICY =
            "length(12) and upperCase(1) and lowerCase(1) and digits(1) and specialChars(1)";

    private StockRealm() {}

    /**
     * @param shipped the realm file
     * @param environment what its placeholders are filled from; those that are not in it have their defaults
     */
    static ObjectNode of(Path shipped, Map<String, String> environment) {
        try {
            Matcher placeholders = PLACEHOLDER.matcher(Files.readString(shipped));
            String filled = placeholders.replaceAll(
                    found -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), found.group(2))));
            ObjectNode realm = (ObjectNode) new ObjectMapper().readTree(filled);
            realm.put("passwordPolicy", PASSWORD_POLICY);
            return realm.remove(PORTERS_OWN);
        } catch (IOException e) {
            throw new UncheckedIOException("The realm file cannot be read: " + shipped, e);
        }
    }
}
