package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.mailgun.MailgunDialect;
import io.github.keycloakporter.email.webhook.sendgrid.SendGridDialect;
import io.github.keycloakporter.email.webhook.ses.SesDialect;
import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.ExampleSecrets;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.mail.EmailTransportSpi;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;

/** Whether a provider's reports come in, and are believed for a good reason. */
public final class WebhookCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "webhooks";

    private static final Rule MISSING = Rule.warning(
            "webhook-missing",
            "Porter does not learn of bounces and complaints and continues to send to dead mailboxes, which"
                    + " harms the sender's reputation.",
            "Set up the provider's webhook; docs/webhooks.md says how.");
    private static final Rule KEY_CLEAR = Rule.error(
            "webhook-key-clear",
            "Every administrator and every export of the realm can see attributes. Porter ignores such a key.",
            "Put the key into the vault and set ${vault.…} instead.");
    private static final Rule KEY_EXAMPLE = Rule.error(
            "webhook-key-example",
            "Anyone can report bounces in the provider's name and stop emails to any user.",
            "Use the signing key from Mailgun's console.");
    private static final Rule STAND_IN = Rule.error(
            "webhook-stand-in",
            "Another server than Amazon's decides which reports are accepted.",
            "Remove the option. It is for tests.");

    private static final String SENDGRID_KEY = "porter.mail.sendgrid.api-key";
    private static final String PRESET = "porter.mail.smtp.preset";
    private static final String SPI = "realm-restapi-extension";

    /** What makes the reports of a provider believed. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            SendGridDialect.PROVIDER, WebhookKeys.SENDGRID_ATTRIBUTE,
            MailgunDialect.PROVIDER, WebhookKeys.MAILGUN_ATTRIBUTE,
            SesDialect.PROVIDER, WebhookKeys.SES_ATTRIBUTE);

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, KEY_CLEAR, KEY_EXAMPLE, STAND_IN);
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        WebhookConfig config = config(settings);
        if (config.mailgunSigningKey().value().stream()
                .flatMap(keys -> WebhookDialect.keys(keys).stream())
                .anyMatch(ExampleSecrets::isExample)) {
            found.accept(KEY_EXAMPLE.at(option(WebhookOptions.MAILGUN_SIGNING_KEY), "is a value from an example"));
        }
        if (config.snsEndpoint().isPresent()) {
            found.accept(STAND_IN.at(option(WebhookOptions.SNS_ENDPOINT), "is set"));
        }
    }

    @Override
    public void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        Map<String, String> attributes = realm.getAttributesOrEmpty();
        String mailgun = text(attributes, WebhookKeys.MAILGUN_ATTRIBUTE);
        if (!mailgun.isEmpty() && !WebhookKeys.isExpression(mailgun)) {
            found.accept(KEY_CLEAR.at(WebhookKeys.MAILGUN_ATTRIBUTE, "is no ${vault.…} expression"));
        }
        WebhookConfig config = config(settings);
        Map<String, Boolean> ofServer = Map.of(
                SendGridDialect.PROVIDER, config.sendgridPublicKey().isPresent(),
                MailgunDialect.PROVIDER, config.mailgunSigningKey().isSet(),
                SesDialect.PROVIDER, config.sesTopicArn().isPresent());
        ATTRIBUTES.forEach((provider, attribute) -> {
            if (uses(provider, attributes, settings)
                    && !ofServer.get(provider)
                    && text(attributes, attribute).isEmpty()) {
                found.accept(MISSING.at(attribute, "is not set, and the realm sends by " + provider));
            }
        });
    }

    private static boolean uses(String provider, Map<String, String> attributes, Settings settings) {
        if (text(attributes, PRESET).equals(provider)) {
            return true;
        }
        ScopeReader sendgrid = new ScopeReader(
                settings.scope(EmailTransportSpi.NAME, SendGridDialect.PROVIDER),
                EmailTransportSpi.NAME,
                SendGridDialect.PROVIDER);
        return provider.equals(SendGridDialect.PROVIDER)
                && (!text(attributes, SENDGRID_KEY).isEmpty()
                        || sendgrid.secret("apiKey").isSet());
    }

    private static String text(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        return value == null ? "" : value.trim();
    }

    private static WebhookConfig config(Settings settings) {
        return WebhookConfig.from(settings.scope(SPI, MailEventsResourceProviderFactory.PROVIDER_ID));
    }

    private static String option(String name) {
        return ScopeReader.option(SPI, MailEventsResourceProviderFactory.PROVIDER_ID, name);
    }
}
