package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One entry of SendGrid's batch. */
record SendGridEvent(JsonNode entry) {

    /** Reasons of {@code dropped} that mean the address; the others mean the mail or the account. */
    private static final Set<String> LISTED = Set.of(
            "bounced address", "bounced", "spam reporting address", "unsubscribed address", "unsubscribed", "invalid");

    /** Whether it says what happened. */
    boolean named() {
        return WebhookJson.word(entry, "event").isPresent();
    }

    /** Empty for what changes nothing: processed, open, click and whatever SendGrid comes up with. */
    Optional<DeliveryEvent.Type> type() {
        return WebhookJson.word(entry, "event").flatMap(event -> switch (event) {
            case "delivered" -> Optional.of(DeliveryEvent.Type.DELIVERED);
            case "deferred" -> Optional.of(DeliveryEvent.Type.DEFERRED);
            case "bounce" -> Optional.of(bounce());
            case "dropped" -> Optional.of(listed() ? DeliveryEvent.Type.DROPPED : DeliveryEvent.Type.SOFT_BOUNCE);
            case "spamreport" -> Optional.of(DeliveryEvent.Type.COMPLAINT);
            case "unsubscribe", "group_unsubscribe" -> Optional.of(DeliveryEvent.Type.UNSUBSCRIBED);
            default -> Optional.empty();
        });
    }

    /** Empty where the entry names no event, no mail or no time. */
    Optional<DeliveryEvent> toDeliveryEvent() {
        Optional<String> id = WebhookJson.word(entry, "sg_event_id");
        Optional<String> mail = WebhookJson.word(entry, PorterId.NAME);
        Optional<String> message = messageId();
        JsonNode timestamp = entry.path("timestamp");
        if (id.isEmpty() || !timestamp.canConvertToLong() || (mail.isEmpty() && message.isEmpty())) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(Math.max(0, Math.min(timestamp.asLong(), Integer.MAX_VALUE)));
        return type().map(type -> new DeliveryEvent(id.get(), type, at, mail, message, status()));
    }

    /** {@code blocked} and {@code expired} mean this mail; only {@code bounce} means the address, unless the code differs. */
    private DeliveryEvent.Type bounce() {
        boolean refused =
                WebhookJson.word(entry, "type").filter("bounce"::equals).isPresent();
        return refused && status().filter(EnhancedStatus::soft).isEmpty()
                ? DeliveryEvent.Type.HARD_BOUNCE
                : DeliveryEvent.Type.SOFT_BOUNCE;
    }

    private boolean listed() {
        return WebhookJson.text(entry, "reason")
                .map(reason -> reason.trim().toLowerCase(Locale.ROOT))
                .filter(LISTED::contains)
                .isPresent();
    }

    private Optional<String> status() {
        return WebhookJson.text(entry, "status")
                .flatMap(EnhancedStatus::leading)
                .or(() -> WebhookJson.text(entry, "reason").flatMap(EnhancedStatus::leading))
                .or(() -> WebhookJson.text(entry, "response").flatMap(EnhancedStatus::leading))
                .filter(code -> !code.startsWith("2"));
    }

    /** What X-Message-Id said when SendGrid took the mail: the part before the first dot. */
    private Optional<String> messageId() {
        return WebhookJson.word(entry, "sg_message_id")
                .map(id -> id.indexOf('.') < 0 ? id : id.substring(0, id.indexOf('.')))
                .filter(id -> !id.isEmpty());
    }
}
