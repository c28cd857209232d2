package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.wire.WireLog;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;

/** Mail by SMTP. Owns the connections. */
public final class SmtpTransportProviderFactory implements EmailTransportProviderFactory {

    public static final String PROVIDER_ID = "smtp";

    private final RealmWarnings warnings =
            new RealmWarnings(Logger.getLogger(SmtpTransportProviderFactory.class)::warn);
    private final SmtpTrust trust = new SmtpTrust();
    private final TokenEndpoint tokens = new TokenEndpoint();
    private SmtpConfig config;
    private ClientName clientName;
    private SmtpServers servers;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        WireLog.silence();
        config = SmtpConfig.from(scope);
        String hostname = Config.scope("hostname", "v2").get("hostname");
        clientName = new ClientName(config.ehlo(), Optional.ofNullable(hostname));
        servers = new SmtpServers(config, tokens);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public EmailTransportProvider create(KeycloakSession session) {
        return new SmtpTransportProvider(session, config.starttls(), clientName, servers, trust, tokens, warnings);
    }

    /** At the stop it outlives us: what is under way then may need an access token. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(HttpClientProvider.class);
    }

    @Override
    public int parallelism() {
        return config.parallelism();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return SmtpConfig.metadata();
    }

    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }
}
