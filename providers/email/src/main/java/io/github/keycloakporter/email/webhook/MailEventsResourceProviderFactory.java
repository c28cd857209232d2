package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
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

    private static final Duration SNS_TIMEOUT = Duration.ofSeconds(5);

    private WebhookKeys keys;
    private WebhookIntake intake;

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
        SnsUrls origin = new SnsUrls(config.snsEndpoint());
        SnsClient sns = new SnsClient(SNS_TIMEOUT);
        SnsSignature snsSignature =
                new SnsSignature(window, config.snsSha1(), new FetchedSigningCertificates(origin, sns));
        keys = new WebhookKeys(config);
        intake = new WebhookIntake(
                List.of(
                        new SendGridDialect(window, metrics),
                        new SesDialect(snsSignature, origin, sns, metrics),
                        new MailgunDialect(window, metrics)),
                config.maxBody(),
                metrics);
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new MailEventsResource(session, keys, intake);
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
