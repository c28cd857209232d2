package io.github.keycloakporter.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.settings.RealmAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.email.EmailTemplateProviderFactory;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.policy.PasswordPolicyProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * docs/configuration.md is what the factories say of their options. After a change,
 * {@code mvn -pl providers/bundle -am test -Dtest=ConfigurationDocTest -Dporter.docs.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false} writes it anew.
 */
class ConfigurationDocTest {

    private static final Path PAGE = Path.of(System.getProperty("porter.root"), "docs", "configuration.md");

    private static final String HEAD = """
            # Configuration

            Options of the server are given as command-line flags, in `conf/keycloak.conf` without the dashes, as environment
            variables (`--spi-redis-connection--lettuce--uri` becomes `KC_SPI_REDIS_CONNECTION__LETTUCE__URI`) or in Keycloak's
            config keystore. A wrong value stops the start; the message names the option. An
            option that no provider reads is reported in the log at the start, with the one that was probably meant.

            What is marked as a secret appears in no log of Porter's and nowhere in the console. `kc.sh show-config` prints it in clear
            where it comes from the environment, `keycloak.conf` or the command line, and masks it where it comes from the config keystore:
            keep secrets there, or in files ([secrets](operations/secrets.md)). Unsafe values stop the start of a production server
            ([check-config](operations/check-config.md)).

            This page is written from the option records in the code; a test holds the two together. The realm file's own
            placeholders are in [realm-config](../realm-config/README.md).
            """;

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String expected = HEAD + serverOptions() + realmOptions() + realmAttributes();
        if (Boolean.getBoolean("porter.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String serverOptions() {
        TreeMap<String, List<ProviderConfigProperty>> tables = new TreeMap<>();
        ours(Spi.class).forEach(spi -> ours(spi.getProviderFactoryClass())
                .forEach(factory -> add(tables, spi.getName(), factory)));
        ours(EmailTemplateProviderFactory.class).forEach(factory -> add(tables, "email-template", factory));
        ours(EventListenerProviderFactory.class).forEach(factory -> add(tables, "events-listener", factory));
        ours(FormActionFactory.class).forEach(factory -> add(tables, "form-action", factory));
        ours(PasswordPolicyProviderFactory.class).forEach(factory -> add(tables, "password-policy", factory));
        ours(RealmResourceProviderFactory.class).forEach(factory -> add(tables, "realm-restapi-extension", factory));
        return tables.entrySet().stream()
                .map(table -> "\n## `" + table.getKey() + "`\n\n" + table(table.getKey(), table.getValue()))
                .collect(Collectors.joining());
    }

    private static String realmOptions() {
        return ours(RequiredActionFactory.class)
                .map(factory -> "\n## The required action *" + factory.getDisplayText()
                        + "*\n\nIn the console under *Authentication → Required actions*, in a realm"
                        + " file under `requiredActions[].config`.\n\n" + table("", factory.getConfigMetadata()))
                .collect(Collectors.joining());
    }

    private static String realmAttributes() {
        return "\n## Attributes of a realm\n\nIn a realm file under `attributes`, through the Admin REST API or `kcadm.sh`. The log"
                + " warns of any other that begins with `porter.`.\n\n| attribute | meaning |\n|---|---|\n"
                + RealmAttributes.known().entrySet().stream()
                        .map(attribute -> "| `" + attribute.getKey() + "` | " + attribute.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    /** Keycloak's own services stand on the class path too; they are not even loaded. */
    private static <T> Stream<T> ours(Class<T> service) {
        return ServiceLoader.load(service).stream()
                .filter(provider -> provider.type().getName().startsWith("io.github.keycloakporter."))
                .map(ServiceLoader.Provider::get);
    }

    private static void add(
            TreeMap<String, List<ProviderConfigProperty>> tables, String spi, ProviderFactory<?> factory) {
        if (!factory.getConfigMetadata().isEmpty()) {
            tables.put("--spi-" + spi + "--" + factory.getId() + "--", factory.getConfigMetadata());
        }
    }

    private static String table(String prefix, List<ProviderConfigProperty> options) {
        return "| option | default | meaning |\n|---|---|---|\n"
                + options.stream()
                        .map(option -> "| `" + (prefix.isEmpty() ? option.getName() : dashed(option.getName())) + "` | "
                                + defaultOf(option) + " | " + option.getHelpText()
                                + (option.isSecret() ? " Secret." : "") + " |\n")
                        .collect(Collectors.joining());
    }

    private static String defaultOf(ProviderConfigProperty option) {
        return option.getDefaultValue() == null ? "–" : "`" + option.getDefaultValue() + "`";
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
