package io.github.keycloakporter.email.transport.sendgrid;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of {@code --spi-email-transport--sendgrid--…}, as the console and the documentation show them. */
final class SendGridOptions {

    static final String API_KEY = "apiKey";
    static final String API_KEY_FILE = "apiKeyFile";
    static final String REGION = "region";
    static final String URL = "url";
    static final String SANDBOX_MODE = "sandboxMode";
    static final String CONNECT_TIMEOUT = "connectTimeout";
    static final String TIMEOUT = "timeout";
    static final String PARALLELISM = "parallelism";

    private SendGridOptions() {}

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(API_KEY)
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .helpText(
                        "SendGrid API key with the scope 'Mail Send', for realms without a key of their own. A realm sets"
                                + " its key in the attribute " + SendGridKey.ATTRIBUTE
                                + ", which must be a ${vault.…} expression.")
                .add()
                .property()
                .name(API_KEY_FILE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "File that contains the key, used instead of the option. It is read for each email, so a new key"
                                + " needs no restart.")
                .add()
                .property()
                .name(REGION)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("global", "eu")
                .defaultValue("global")
                .helpText("Region of the account: global (api.sendgrid.com) or eu (api.eu.sendgrid.com).")
                .add()
                .property()
                .name(URL)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "Base URL used instead of the region's, for a proxy or a stand-in: https://host:port. http:// is"
                                + " allowed for loopback only.")
                .add()
                .property()
                .name(SANDBOX_MODE)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .helpText("Whether SendGrid only validates the emails and delivers none.")
                .add()
                .property()
                .name(CONNECT_TIMEOUT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("5s")
                .helpText("Maximum time to connect.")
                .add()
                .property()
                .name(TIMEOUT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("10s")
                .helpText("Maximum time to wait for an answer.")
                .add()
                .property()
                .name(PARALLELISM)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(8)
                .helpText("Maximum number of calls that one node makes at the same time.")
                .add()
                .build();
    }
}
