package io.github.keycloakporter.it.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped realm, and realms that differ from it in a setting that a journey needs. */
final class RealmFile {

    static final String SHIPPED_NAME = "porter";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):([^}]*)}");

    private final Path file;
    private final Map<String, String> environment;

    RealmFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Keycloak replaces placeholders in imported files only, so a realm that goes in by REST has them replaced here. */
    ObjectNode named(String name, Consumer<ObjectNode> change) {
        try {
            Matcher placeholders = PLACEHOLDER.matcher(Files.readString(file));
            String text = placeholders.replaceAll(
                    found -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), found.group(2))));
            ObjectNode realm = (ObjectNode) Rest.JSON.readTree(text);
            realm.put("realm", name);
            change.accept(realm);
            return realm;
        } catch (IOException e) {
            throw new UncheckedIOException("The realm file cannot be read", e);
        }
    }
}
