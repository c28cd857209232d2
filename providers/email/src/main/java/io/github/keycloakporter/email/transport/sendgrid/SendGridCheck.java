package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.email.transport.RealmText;
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

/** SendGrid's key, and whether a realm has any way to send. */
public final class SendGridCheck implements ConfigCheckFactory {

    private static final Rule SANDBOX = Rule.warning(
            "sendgrid-sandbox",
            "SendGrid validates the emails and delivers none.",
            "Remove the option if users wait for emails.");
    private static final Rule KEY_EXAMPLE = Rule.error(
            "sendgrid-key-example",
            "SendGrid rejects every email, so all emails wait.",
            "Create a key with the scope Mail Send in SendGrid's console, and keep it in a file or in the config"
                    + " keystore.");
    private static final Rule KEY_CLEAR = Rule.error(
            "sendgrid-key-clear",
            "Every administrator and every export of the realm can see attributes. Porter ignores such a key.",
            "Put the key into the vault and set ${vault.…} instead.");
    private static final Rule TRANSPORT_MISSING = Rule.error(
            "mail-transport-missing",
            "No email can be sent: nobody can register or reset a password.",
            "Set the SMTP server under Realm settings, Email, or a SendGrid key.");

    @Override
    public String getId() {
        return SendGridTransportProviderFactory.PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(SANDBOX, KEY_EXAMPLE, KEY_CLEAR, TRANSPORT_MISSING);
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        SendGridConfig config = config(settings);
        if (config.sandbox()) {
            found.accept(SANDBOX.at(option(SendGridOptions.SANDBOX_MODE), "is on"));
        }
        if (config.apiKey().value().filter(ExampleSecrets::isExample).isPresent()) {
            found.accept(KEY_EXAMPLE.at(option(SendGridOptions.API_KEY), "is a value from an example"));
        }
    }

    @Override
    public void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        String own = realm.getAttributesOrEmpty()
                .getOrDefault(SendGridKey.ATTRIBUTE, "")
                .trim();
        if (!own.isEmpty() && !SendGridKey.isExpression(own)) {
            found.accept(KEY_CLEAR.at(SendGridKey.ATTRIBUTE, "is no ${vault.…} expression"));
        }
        Map<String, String> smtp = realm.getSmtpServer() == null ? Map.of() : realm.getSmtpServer();
        boolean key = own.isEmpty() ? config(settings).apiKey().isSet() : SendGridKey.isExpression(own);
        if (!key && RealmText.setting(smtp, "host").isEmpty() && sends(realm)) {
            found.accept(TRANSPORT_MISSING.at("smtpServer.host", "is empty, and there is no SendGrid key"));
        }
    }

    /** The administrators' realm may do without. */
    private static boolean sends(RealmRepresentation realm) {
        return Boolean.TRUE.equals(realm.isVerifyEmail()) || Boolean.TRUE.equals(realm.isResetPasswordAllowed());
    }

    private static SendGridConfig config(Settings settings) {
        return SendGridConfig.from(
                settings.scope(EmailTransportSpi.NAME, SendGridTransportProviderFactory.PROVIDER_ID));
    }

    private static String option(String name) {
        return ScopeReader.option(EmailTransportSpi.NAME, SendGridTransportProviderFactory.PROVIDER_ID, name);
    }
}
