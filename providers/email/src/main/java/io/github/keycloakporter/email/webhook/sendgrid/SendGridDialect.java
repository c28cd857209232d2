package io.github.keycloakporter.email.webhook.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.email.webhook.dialect.WebhookMetrics;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.ArrayList;
import java.util.List;

/** SendGrid's event webhook: a batch of events as one JSON array. */
public final class SendGridDialect implements WebhookDialect {

    public static final String PROVIDER = "sendgrid";

    private final SendGridSignature signature;
    private final WebhookMetrics metrics;

    public SendGridDialect(ReplayWindow window, WebhookMetrics metrics) {
        this.signature = new SendGridSignature(window);
        this.metrics = metrics;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public List<DeliveryEvent> read(WebhookRequest request, String key) throws WebhookRejection {
        signature.verify(request, key);
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
