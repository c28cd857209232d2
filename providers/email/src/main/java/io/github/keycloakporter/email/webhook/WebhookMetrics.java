package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What /metrics tells of the webhooks: {@code porter_mail_webhook_events_total{provider,type}} and
 * {@code porter_mail_webhook_rejected_total{provider,reason}}. All labels come from closed sets.
 */
final class WebhookMetrics {

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An event of a believed request, repeated ones too. */
    void event(String provider, DeliveryEvent.Type type) {
        event(provider, type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** An event that changes nothing, such as an opened mail. */
    void ignored(String provider) {
        event(provider, "ignored");
    }

    void rejected(String provider, WebhookRejection.Reason reason) {
        rejected(provider, reason.tag());
    }

    /** One event of a believed request that cannot be understood. */
    void badEntry(String provider) {
        rejected(provider, "entry");
    }

    private void event(String provider, String type) {
        Counter.builder("porter.mail.webhook.events")
                .description("Delivery events that mail providers reported")
                .tags("provider", provider, "type", type)
                .register(registry)
                .increment();
    }

    private void rejected(String provider, String reason) {
        Counter.builder("porter.mail.webhook.rejected")
                .description("Delivery reports that were not taken")
                .tags("provider", provider, "reason", reason)
                .register(registry)
                .increment();
    }
}
