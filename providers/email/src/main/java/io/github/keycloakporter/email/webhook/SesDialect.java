package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/** Amazon SES: notifications and published events, both through an SNS topic. */
final class SesDialect implements WebhookDialect {

    static final String PROVIDER = "ses";

    private static final Logger LOG = Logger.getLogger(SesDialect.class);

    private final SnsSignature signature;
    private final SnsUrls origin;
    private final SnsClient client;
    private final WebhookMetrics metrics;

    SesDialect(SnsSignature signature, SnsUrls origin, SnsClient client, WebhookMetrics metrics) {
        this.signature = signature;
        this.origin = origin;
        this.client = client;
        this.metrics = metrics;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public List<DeliveryEvent> read(WebhookRequest request) throws WebhookRejection {
        SnsMessage message = new SnsMessage(WebhookJson.read(request.body()));
        if (!message.known() && message.text("Signature").isPresent()) {
            // a kind SNS did not have when this was written: what it signs is unknown, so nothing of it is believed
            metrics.ignored(PROVIDER);
            return List.of();
        }
        signature.verify(message, request.key(), request.receivedAt());
        return switch (message.type()) {
            case SnsMessage.NOTIFICATION -> events(message);
            case SnsMessage.SUBSCRIPTION -> confirm(message);
            default -> ended();
        };
    }

    private List<DeliveryEvent> events(SnsMessage message) throws WebhookRejection {
        String text = message.required("Message");
        if (!text.startsWith("{")) {
            // SES greets a new destination in plain words
            metrics.ignored(PROVIDER);
            return List.of();
        }
        JsonNode report = WebhookJson.read(text.getBytes(StandardCharsets.UTF_8));
        SesReport ses = new SesReport(message.required("MessageId"), message.required("Timestamp"), report);
        if (ses.kind().isEmpty()) {
            metrics.ignored(PROVIDER);
            return List.of();
        }
        List<DeliveryEvent> events = ses.events();
        if (events.isEmpty()) {
            metrics.badEntry(PROVIDER);
        }
        return events;
    }

    private List<DeliveryEvent> confirm(SnsMessage message) throws WebhookRejection {
        client.get(origin.confirmation(message.required("SubscribeURL")));
        LOG.info("Subscription to the SNS topic of SES confirmed");
        return List.of();
    }

    private static List<DeliveryEvent> ended() {
        LOG.warn("The subscription to the SNS topic of SES was ended: no more delivery reports will come");
        return List.of();
    }
}
