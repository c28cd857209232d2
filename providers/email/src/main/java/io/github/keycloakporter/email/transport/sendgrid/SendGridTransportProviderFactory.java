package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Mail by SendGrid. Owns the HTTP connections. */
public final class SendGridTransportProviderFactory implements EmailTransportProviderFactory {

    public static final String PROVIDER_ID = "sendgrid";

    private final RealmWarnings warnings =
            new RealmWarnings(Logger.getLogger(SendGridTransportProviderFactory.class)::warn);
    private SendGridConfig config;
    private SendGridApi api;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        config = SendGridConfig.from(scope);
        api = new SendGridApi(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public EmailTransportProvider create(KeycloakSession session) {
        return new SendGridTransportProvider(session, api, config, warnings);
    }

    @Override
    public int parallelism() {
        return config.parallelism();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return SendGridOptions.metadata();
    }

    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
    }
}
