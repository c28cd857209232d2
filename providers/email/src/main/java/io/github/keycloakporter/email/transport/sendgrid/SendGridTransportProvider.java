package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Finds the API key for a realm. The vault answers for the realm of the session's context. */
final class SendGridTransportProvider implements EmailTransportProvider {

    private final KeycloakSession session;
    private final SendGridApi api;
    private final SendGridConfig config;
    private final RealmWarnings warnings;

    SendGridTransportProvider(KeycloakSession session, SendGridApi api, SendGridConfig config, RealmWarnings warnings) {
        this.session = session;
        this.api = api;
        this.config = config;
        this.warnings = warnings;
    }

    @Override
    public Optional<MailRoute> route(RealmModel realm) {
        Map<String, String> settings = realm.getSmtpConfig();
        if (settings == null || SenderIdentity.of(settings).isEmpty()) {
            return Optional.empty();
        }
        return SendGridKey.of(session, realm, config.apiKey().value().filter(SendGridConfig::isKey), warnings)
                .map(key -> new SendGridRoute(api, config, key));
    }

    @Override
    public void close() {}
}
