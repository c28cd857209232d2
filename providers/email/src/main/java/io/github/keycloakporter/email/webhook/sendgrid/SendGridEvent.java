package io.github.keycloakporter.email.webhook.sendgrid;

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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One entry of SendGrid's batch. */
public record SendGridEvent(JsonNode entry) {

    /** Reasons of {@code dropped} that mean the address; the others mean the mail or the account. */
    private static final Set<String> LISTED = Set.of(
            "bounced address", "bounced", "spam reporting address", "unsubscribed address", "unsubscribed", "invalid");

    /** Whether it says what happened. */
    boolean named() {
        return WebhookJson.word(entry, "event").isPresent();
    }

    /** Empty for what changes nothing: processed, open, click and whatever SendGrid comes up with. */
    public Optional<DeliveryEvent.Type> type() {
        return WebhookJson.word(entry, "event").flatMap(event -> switch (event) {
            case "delivered" -> Optional.of(DeliveryEvent.Type.DELIVERED);
            case "deferred" -> Optional.of(DeliveryEvent.Type.DEFERRED);
            case "bounce" -> Optional.of(FaultPolicy.report(fault()));
            case "dropped" -> Optional.of(listed() ? DeliveryEvent.Type.DROPPED : FaultPolicy.report(fault()));
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
        return type().map(type ->
                new DeliveryEvent(id.get(), type, at, mail, message, refusal().status()));
    }

    /** Of {@code bounce} and {@code dropped}. */
    public Fault fault() {
        return FaultClassifier.fault(refusal());
    }

    private boolean listed() {
        return WebhookJson.text(entry, "reason")
                .map(reason -> reason.trim().toLowerCase(Locale.ROOT))
                .filter(LISTED::contains)
                .isPresent();
    }

    private DeliveryFailure refusal() {
        String reason = text("reason");
        String provider =
                WebhookJson.word(entry, "event").filter("dropped"::equals).isPresent()
                        ? "dropped/" + reason
                        : text("type") + "/" + text("bounce_classification");
        return DeliveryFailure.report("sendgrid " + provider, 0, List.of(reason, text("status"), text("response")));
    }

    private String text(String name) {
        return WebhookJson.text(entry, name).orElse("").trim();
    }

    /** What X-Message-Id said when SendGrid took the mail: the part before the first dot. */
    private Optional<String> messageId() {
        return WebhookJson.word(entry, "sg_message_id")
                .map(id -> id.indexOf('.') < 0 ? id : id.substring(0, id.indexOf('.')))
                .filter(id -> !id.isEmpty());
    }
}
