package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookMetrics;
import io.github.keycloakporter.email.webhook.mailgun.MailgunDialect;
import io.github.keycloakporter.email.webhook.sendgrid.SendGridDialect;
import io.github.keycloakporter.email.webhook.ses.SesDialect;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

public final class MailEventsResourceProviderFactory
        implements RealmResourceProviderFactory, SimpleProviderFactory<RealmResourceProvider> {

    /** Also the path: {@code /realms/{realm}/mail-events/…}. */
    public static final String PROVIDER_ID = "mail-events";

    private WebhookKeys keys;
    private Webhooks webhooks;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        WebhookConfig config = WebhookConfig.from(scope);
        WebhookMetrics metrics = new WebhookMetrics(Metrics.globalRegistry, Time::currentTimeMillis);
        metrics.watch(SendGridDialect.PROVIDER, config.sendgridPublicKey().isPresent());
        metrics.watch(SesDialect.PROVIDER, config.sesTopicArn().isPresent());
        metrics.watch(MailgunDialect.PROVIDER, config.mailgunSigningKey().isSet());
        ReplayWindow window = config.replayWindow();
        keys = new WebhookKeys(config);
        webhooks = new Webhooks(
                List.of(
                        new SendGridDialect(window, metrics),
                        SesDialect.of(window, config.snsSha1(), config.snsEndpoint(), metrics),
                        new MailgunDialect(window, metrics)),
                config.maxBody(),
                metrics);
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new MailEventsResource(session, keys, webhooks);
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return WebhookOptions.metadata();
    }
}
