package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.SmtpConfig.StartTls;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Reads the realm's e-mail settings. The vault answers for the realm of the session's context. */
final class SmtpTransportProvider implements EmailTransportProvider {

    private final KeycloakSession session;
    private final StartTls starttls;
    private final ClientName clientName;
    private final SmtpServers servers;
    private final SmtpTrust trust;
    private final TokenEndpoint tokens;
    private final RealmWarnings warnings;

    SmtpTransportProvider(
            KeycloakSession session,
            StartTls starttls,
            ClientName clientName,
            SmtpServers servers,
            SmtpTrust trust,
            TokenEndpoint tokens,
            RealmWarnings warnings) {
        this.session = session;
        this.starttls = starttls;
        this.clientName = clientName;
        this.servers = servers;
        this.trust = trust;
        this.tokens = tokens;
        this.warnings = warnings;
    }

    @Override
    public Optional<MailRoute> route(RealmModel realm) {
        Map<String, String> settings = realm.getSmtpConfig();
        return settings == null
                ? Optional.empty()
                : SenderIdentity.of(settings)
                        .flatMap(sender -> SmtpSettings.of(
                                session, realm, starttls, clientName.of(realm, sender, warnings), warnings))
                        .map(server -> route(realm, server));
    }

    private MailRoute route(RealmModel realm, SmtpSettings settings) {
        if (settings.tls()) {
            trust.read(session);
        }
        if (settings.login() instanceof SmtpSettings.Token) {
            tokens.read(session);
        }
        return new SmtpRoute(settings, ProviderHeaders.of(realm, warnings), () -> servers.server(settings, trust));
    }

    @Override
    public void close() {}
}
