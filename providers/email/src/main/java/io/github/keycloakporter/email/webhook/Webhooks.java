package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookMetrics;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Authenticates and reads the webhook calls of all mail providers. */
final class Webhooks {

    private final Map<String, WebhookDialect> dialects;
    private final int maxBody;
    private final WebhookMetrics metrics;

    /** @param maxBody in bytes */
    Webhooks(List<WebhookDialect> dialects, int maxBody, WebhookMetrics metrics) {
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(WebhookDialect::provider, d -> d));
        this.maxBody = maxBody;
        this.metrics = metrics;
    }

    Optional<WebhookDialect> dialect(String provider) {
        return Optional.ofNullable(dialects.get(provider));
    }

    /**
     * Reads the events of an authentic call.
     *
     * @param key public key, signing key or topic of the realm; empty if the webhook is not configured
     * @throws WebhookRejection if the call is rejected; it is counted already
     */
    List<DeliveryEvent> read(WebhookDialect dialect, Optional<String> key, WebhookRequest request)
            throws WebhookRejection {
        try {
            String configured = key.orElseThrow(() -> new WebhookRejection(Reason.NOT_CONFIGURED));
            if (request.body().length > maxBody) {
                throw new WebhookRejection(Reason.TOO_LARGE);
            }
            return dialect.read(request, configured);
        } catch (WebhookRejection e) {
            rejected(dialect, e.reason());
            throw e;
        }
    }

    /** Counts a rejected call. */
    void rejected(WebhookDialect dialect, Reason reason) {
        metrics.rejected(dialect.provider(), reason);
    }

    /** Counts the events of an accepted call. */
    void accepted(WebhookDialect dialect, List<DeliveryEvent> events) {
        events.forEach(event -> metrics.event(dialect.provider(), event.type()));
    }
}
