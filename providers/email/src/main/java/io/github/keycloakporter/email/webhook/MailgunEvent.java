package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The {@code event-data} of Mailgun's message. */
record MailgunEvent(JsonNode data) {

    /** Permanent failures that mean the mail, the sender or the weather. */
    private static final Set<String> NOT_THE_ADDRESS = Set.of("old", "espblock", "greylisted");
    /** Storage exceeded (RFC 5321): the mailbox is full. */
    private static final Set<String> FULL = Set.of("452", "552");
    /** Mailgun's own codes for an address that bounced, unsubscribed or complained before. */
    private static final Set<String> SUPPRESSED = Set.of("605", "606", "607");

    private static final long MILLIS = 1000;

    /** Whether it says what happened. */
    boolean named() {
        return WebhookJson.word(data, "event").isPresent();
    }

    /** Empty for what changes nothing: accepted, opened, clicked and whatever Mailgun comes up with. */
    Optional<DeliveryEvent.Type> type() {
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
        return type().map(type -> new DeliveryEvent(id.get(), type, at, mail, message, status()));
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
        boolean soft = NOT_THE_ADDRESS.contains(reason)
                || FULL.contains(code)
                || is(delivery(), "bounce-type", "soft")
                || status().filter(EnhancedStatus::soft).isPresent();
        return soft ? DeliveryEvent.Type.SOFT_BOUNCE : DeliveryEvent.Type.HARD_BOUNCE;
    }

    private Optional<String> status() {
        return WebhookJson.text(delivery(), "enhanced-code")
                .flatMap(EnhancedStatus::leading)
                .or(() -> WebhookJson.text(delivery(), "message").flatMap(EnhancedStatus::leading))
                .filter(code -> !code.startsWith("2"));
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
