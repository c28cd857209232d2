package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.RealmText;
import io.github.keycloakporter.email.transport.smtp.SmtpConfig.StartTls;
import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.ExampleSecrets;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Loopback;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.mail.EmailTransportSpi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;

/** The realm's SMTP server. */
public final class SmtpCheck implements ConfigCheckFactory {

    private static final Rule TLS = Rule.error(
            "smtp-tls",
            "Links and codes in emails, and the password of the SMTP account, are sent unencrypted.",
            "Switch on StartTLS (port 587) or SSL (port 465) under Realm settings, Email.");
    private static final Rule TLS_OPTIONAL = Rule.warning(
            "smtp-tls-optional",
            "An attacker on the network can remove the offer of STARTTLS and read everything.",
            "Set --spi-email-transport--smtp--starttls=required, or the realm's attribute "
                    + SmtpSettings.STARTTLS_ATTRIBUTE + ".");
    private static final Rule PASSWORD_CLEAR = Rule.warning(
            "smtp-password-clear",
            "The database and every export of the realm contain it, and only an administrator can change it.",
            "Put it into the vault and set ${vault.…} instead, as docs/operations/secrets.md explains.");
    private static final Rule PASSWORD_EXAMPLE = Rule.error(
            "smtp-password-example", "Passwords from examples are public.", "Ask your provider for a new one.");

    @Override
    public String getId() {
        return SmtpTransportProviderFactory.PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(TLS, TLS_OPTIONAL, PASSWORD_CLEAR, PASSWORD_EXAMPLE);
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        config(settings);
    }

    @Override
    public void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        Map<String, String> smtp = realm.getSmtpServer() == null ? Map.of() : realm.getSmtpServer();
        Optional<String> host = RealmText.setting(smtp, "host");
        if (host.isEmpty()) {
            return;
        }
        if (!is(smtp, "ssl") && !Loopback.isHost(host.get())) {
            boolean required = Optional.ofNullable(realm.getAttributesOrEmpty().get(SmtpSettings.STARTTLS_ATTRIBUTE))
                    .filter(word -> !word.isBlank())
                    .map(word -> !word.trim().equalsIgnoreCase("opportunistic"))
                    .orElseGet(() -> config(settings).starttls() == StartTls.REQUIRED);
            if (!required && !is(smtp, "starttls")) {
                found.accept(TLS.at("smtpServer", "has neither ssl nor starttls"));
            } else if (!required) {
                found.accept(TLS_OPTIONAL.at("smtpServer.starttls", "is used where the server offers it"));
            }
        }
        if (is(smtp, "auth")) {
            String password = smtp.getOrDefault("password", "");
            if (ExampleSecrets.isExample(password)) {
                found.accept(PASSWORD_EXAMPLE.at("smtpServer.password", "is a value from an example"));
            } else if (!password.isEmpty() && !password.startsWith("${vault.")) {
                found.accept(PASSWORD_CLEAR.at("smtpServer.password", "is in the realm itself"));
            }
        }
    }

    private static boolean is(Map<String, String> smtp, String name) {
        return "true".equals(smtp.get(name));
    }

    private static SmtpConfig config(Settings settings) {
        return SmtpConfig.from(settings.scope(EmailTransportSpi.NAME, SmtpTransportProviderFactory.PROVIDER_ID));
    }
}
