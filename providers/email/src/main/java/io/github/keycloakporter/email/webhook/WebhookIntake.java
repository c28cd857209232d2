package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.WebhookRejection.Reason;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes a report from the first check to the ledger. Knows neither HTTP nor Keycloak. */
final class WebhookIntake {

    private static final Logger LOG = Logger.getLogger(WebhookIntake.class);

    private final Map<String, WebhookDialect> dialects;
    private final int maxBody;
    private final WebhookMetrics metrics;

    /** @param maxBody in bytes */
    WebhookIntake(List<WebhookDialect> dialects, int maxBody, WebhookMetrics metrics) {
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(WebhookDialect::provider, d -> d));
        this.maxBody = maxBody;
        this.metrics = metrics;
    }

    boolean knows(String provider) {
        return dialects.containsKey(provider);
    }

    /** Refuses before anything was read. */
    WebhookAnswer refuse(String provider, Reason reason) {
        metrics.rejected(provider, reason);
        return new WebhookAnswer(reason.status(), Optional.of(reason.tag()));
    }

    /**
     * Reads the request and writes down what it reports.
     *
     * @param key what the realm believes the provider by; empty while the webhook is off
     * @param request makes the request of the key
     * @param ledger takes all events or none and says how many were news
     */
    WebhookAnswer take(
            String provider,
            byte[] body,
            Optional<String> key,
            Function<String, WebhookRequest> request,
            ToIntFunction<List<DeliveryEvent>> ledger) {
        if (key.isEmpty()) {
            return refuse(provider, Reason.NOT_CONFIGURED);
        }
        if (body.length > maxBody) {
            return refuse(provider, Reason.TOO_LARGE);
        }
        WebhookDialect dialect = dialects.get(provider);
        List<DeliveryEvent> events;
        try {
            events = dialect.read(request.apply(key.get()));
        } catch (WebhookRejection e) {
            return refuse(provider, e.reason());
        }
        int news = ledger.applyAsInt(events);
        events.forEach(event -> metrics.event(provider, event.type()));
        LOG.debugf("%s reported %d events, %d of them news", provider, events.size(), news);
        return new WebhookAnswer(dialect.received(), Optional.empty());
    }
}
