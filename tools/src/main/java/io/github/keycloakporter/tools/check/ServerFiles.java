package io.github.keycloakporter.tools.check;

import io.github.keycloakporter.spi.check.GivenSettings;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/** What a server would read if it started with this environment. */
final class ServerFiles {

    /** Before the names of variables that Keycloak reads. */
    static final String VARIABLE = "KC_";

    private static final String ALIAS = "kc.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> environment;

    ServerFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * As Keycloak does: arguments win over the environment, and that over the file; the config keystore wins over the file, too.
     *
     * @param conf {@code keycloak.conf}, or null
     * @param arguments options by name, without dashes
     */
    Settings settings(Path conf, Map<String, String> arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        if (conf != null) {
            properties(conf).forEach((name, value) -> options.put((String) name, filled((String) value)));
        }
        Map<String, String> stronger = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                stronger.put(option(name), value);
            }
        });
        stronger.putAll(arguments);
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(stronger);
        options.putAll(keystore(all));
        options.putAll(stronger);
        return new GivenSettings(options);
    }

    /** A realm file, with its placeholders filled from the environment as Keycloak fills them at an import. */
    RealmRepresentation realm(Path file) {
        try {
            RealmRepresentation realm =
                    JsonSerialization.readValue(filled(Files.readString(file)), RealmRepresentation.class);
            if (realm == null || realm.getRealm() == null) {
                throw new ToolException(file + " is no realm file: it has no field 'realm'");
            }
            return realm;
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read as a realm: " + ToolException.reason(e), e);
        }
    }

    /** {@code KC_SPI_REDIS_CONNECTION__LETTUCE__URI} is {@code spi-redis-connection--lettuce--uri}. */
    private static String option(String variable) {
        return variable.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Properties properties(Path conf) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(conf)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new ToolException("--conf " + conf + " cannot be read: " + ToolException.reason(e), e);
        }
    }

    /** A placeholder with neither a value nor a default stays; so do those of the vault. */
    private String filled(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(environment.get(found.group(1)))
                        .or(() -> Optional.ofNullable(found.group(2)))
                        .orElse(found.group())));
    }

    private static Map<String, String> keystore(Map<String, String> options) {
        String file = options.get("config-keystore");
        if (file == null) {
            return Map.of();
        }
        char[] password = options.getOrDefault("config-keystore-password", "").toCharArray();
        Map<String, String> secrets = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(options.getOrDefault("config-keystore-type", "PKCS12"));
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password);
                if (alias.startsWith(ALIAS) && key != null) {
                    secrets.put(alias.substring(ALIAS.length()), new String(key.getEncoded(), StandardCharsets.UTF_8));
                }
            }
            return secrets;
        } catch (IOException | GeneralSecurityException e) {
            throw new ToolException("--config-keystore " + file + " cannot be read: " + ToolException.reason(e), e);
        }
    }
}
