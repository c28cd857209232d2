package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.WebhookRejection.Reason;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.ArrayList;
import java.util.List;

/** SendGrid's event webhook: a batch of events as one JSON array. */
final class SendGridDialect implements WebhookDialect {

    static final String PROVIDER = "sendgrid";

    private final SendGridSignature signature;
    private final WebhookMetrics metrics;

    SendGridDialect(ReplayWindow window, WebhookMetrics metrics) {
        this.signature = new SendGridSignature(window);
        this.metrics = metrics;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public List<DeliveryEvent> read(WebhookRequest request) throws WebhookRejection {
        signature.verify(request);
        JsonNode batch = WebhookJson.read(request.body());
        if (!batch.isArray()) {
            throw new WebhookRejection(Reason.MALFORMED);
        }
        List<DeliveryEvent> events = new ArrayList<>();
        for (JsonNode entry : batch) {
            SendGridEvent event = new SendGridEvent(entry);
            if (!event.named()) {
                metrics.badEntry(PROVIDER);
            } else if (event.type().isEmpty()) {
                metrics.ignored(PROVIDER);
            } else {
                // one bad entry must not cost the others: SendGrid would send the whole batch again for a day
                event.toDeliveryEvent().ifPresentOrElse(events::add, () -> metrics.badEntry(PROVIDER));
            }
        }
        return events;
    }
}
