package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.WebhookRejection.Reason;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.List;

/** Mailgun's webhook: one event a request. */
final class MailgunDialect implements WebhookDialect {

    static final String PROVIDER = "mailgun";

    private final MailgunSignature signature;
    private final WebhookMetrics metrics;

    MailgunDialect(ReplayWindow window, WebhookMetrics metrics) {
        this.signature = new MailgunSignature(window);
        this.metrics = metrics;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    /** Mailgun takes 200 alone for an answer and repeats after any other, 204 included. */
    @Override
    public int received() {
        return 200;
    }

    @Override
    public List<DeliveryEvent> read(WebhookRequest request) throws WebhookRejection {
        JsonNode message = WebhookJson.read(request.body());
        signature.verify(message.path("signature"), request);
        MailgunEvent event = new MailgunEvent(message.path("event-data"));
        if (!event.named()) {
            throw new WebhookRejection(Reason.MALFORMED);
        }
        if (event.type().isEmpty()) {
            metrics.ignored(PROVIDER);
            return List.of();
        }
        return List.of(event.toDeliveryEvent().orElseThrow(() -> new WebhookRejection(Reason.MALFORMED)));
    }
}
