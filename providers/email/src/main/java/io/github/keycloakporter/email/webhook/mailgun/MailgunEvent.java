package io.github.keycloakporter.email.webhook.mailgun;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.FaultClassifier;
import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.transport.PorterId;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code event-data} of Mailgun's message. */
public record MailgunEvent(JsonNode data) {

    /** Mailgun's own codes for an address that bounced, unsubscribed or complained before. */
    private static final Set<String> SUPPRESSED = Set.of("605", "606", "607");

    private static final long MILLIS = 1000;

    /** Whether it says what happened. */
    boolean named() {
        return WebhookJson.word(data, "event").isPresent();
    }

    /** Empty for what changes nothing: accepted, opened, clicked and whatever Mailgun comes up with. */
    public Optional<DeliveryEvent.Type> type() {
        return WebhookJson.word(data, "event").flatMap(event -> switch (event) {
            case "delivered" -> Optional.of(DeliveryEvent.Type.DELIVERED);
            case "failed" -> Optional.of(failure());
            case "complained" -> Optional.of(DeliveryEvent.Type.COMPLAINT);
            case "unsubscribed" -> Optional.of(DeliveryEvent.Type.UNSUBSCRIBED);
            default -> Optional.empty();
        });
    }

    /** Empty where the event has no id, no time or no mail. */
    Optional<DeliveryEvent> toDeliveryEvent() {
        Optional<String> id = WebhookJson.word(data, "id");
        Optional<String> mail = WebhookJson.word(data.path("user-variables"), PorterId.NAME);
        Optional<String> message = WebhookJson.word(data.path("message").path("headers"), "message-id")
                .map(MailgunEvent::bare)
                .filter(name -> !name.isEmpty());
        JsonNode timestamp = data.path("timestamp");
        if (id.isEmpty() || !timestamp.isNumber() || (mail.isEmpty() && message.isEmpty())) {
            return Optional.empty();
        }
        double seconds = Math.max(0, Math.min(timestamp.asDouble(), Integer.MAX_VALUE));
        Instant at = Instant.ofEpochMilli((long) (seconds * MILLIS));
        return type().map(type ->
                new DeliveryEvent(id.get(), type, at, mail, message, refusal().status()));
    }

    private DeliveryEvent.Type failure() {
        if (is(data, "severity", "temporary")) {
            return DeliveryEvent.Type.DEFERRED;
        }
        String reason = WebhookJson.word(data, "reason").orElse("");
        String code = WebhookJson.word(delivery(), "code").orElse("");
        if (reason.startsWith("suppress-") || SUPPRESSED.contains(code)) {
            return DeliveryEvent.Type.DROPPED;
        }
        return FaultPolicy.report(fault());
    }

    /** Of a permanent failure. */
    public Fault fault() {
        return FaultClassifier.fault(refusal());
    }

    private DeliveryFailure refusal() {
        String provider = "mailgun " + text(data, "reason") + "/" + text(delivery(), "bounce-type");
        return DeliveryFailure.report(
                provider,
                delivery().path("code").asInt(),
                List.of(
                        text(delivery(), "message"),
                        text(delivery(), "enhanced-code"),
                        text(delivery(), "description")));
    }

    private static String text(JsonNode node, String name) {
        return WebhookJson.text(node, name).orElse("").trim();
    }

    private JsonNode delivery() {
        return data.path("delivery-status");
    }

    private static boolean is(JsonNode node, String name, String value) {
        return WebhookJson.word(node, name).filter(value::equals).isPresent();
    }

    private static String bare(String messageId) {
        return messageId.startsWith("<") && messageId.endsWith(">")
                ? messageId.substring(1, messageId.length() - 1)
                : messageId;
    }
}
