package io.github.keycloakporter.email.webhook.mailgun;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.email.webhook.dialect.WebhookMetrics;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.List;

/** Mailgun's webhook: one event a request. */
public final class MailgunDialect implements WebhookDialect {

    public static final String PROVIDER = "mailgun";

    private final MailgunSignature signature;
    private final WebhookMetrics metrics;

    public MailgunDialect(ReplayWindow window, WebhookMetrics metrics) {
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
    public List<DeliveryEvent> read(WebhookRequest request, String key) throws WebhookRejection {
        JsonNode message = WebhookJson.read(request.body());
        signature.verify(message.path("signature"), request, key);
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
