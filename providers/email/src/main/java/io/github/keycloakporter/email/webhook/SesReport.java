package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What SES says of a mail, as a notification ({@code notificationType}) or as a published event ({@code eventType}).
 *
 * @param messageId SNS's id of the message: the same on every attempt to deliver it
 * @param publishedAt when SNS took it, for kinds without a time of their own
 */
record SesReport(String messageId, String publishedAt, JsonNode report) {

    /** Subtypes of a permanent bounce that SES did not even try. */
    private static final Set<String> LISTED = Set.of("Suppressed", "OnAccountSuppressionList", "UnsubscribedRecipient");

    /** The part of the report that tells more, and the list of recipients in it. */
    private record Kind(String part, String recipients, DeliveryEvent.Type type) {}

    /** Empty for what changes nothing: Send, Open, Click and whatever SES comes up with. */
    Optional<DeliveryEvent.Type> kind() {
        return shape().map(Kind::type);
    }

    /** One event a recipient; none where the report names no mail. */
    List<DeliveryEvent> events() {
        Optional<Kind> kind = shape();
        JsonNode mail = report.path("mail");
        Optional<String> ours =
                WebhookJson.word(mail.path("tags").path(PorterId.NAME).path(0));
        Optional<String> theirs = WebhookJson.word(mail, "messageId");
        Optional<String> id = WebhookJson.word(messageId);
        if (kind.isEmpty() || id.isEmpty() || (ours.isEmpty() && theirs.isEmpty())) {
            return List.of();
        }
        JsonNode detail = report.path(kind.get().part());
        JsonNode recipients = detail.path(kind.get().recipients());
        Optional<Instant> at = at(detail);
        List<DeliveryEvent> events = new ArrayList<>();
        for (int i = 0; at.isPresent() && i < Math.max(1, recipients.size()); i++) {
            events.add(new DeliveryEvent(
                    id.get() + "-" + i, kind.get().type(), at.get(), ours, theirs, status(recipients.path(i))));
        }
        return events;
    }

    private Optional<Kind> shape() {
        return WebhookJson.word(report, "eventType")
                .or(() -> WebhookJson.word(report, "notificationType"))
                .flatMap(name -> switch (name) {
                    case "Delivery" -> Optional.of(new Kind("delivery", "recipients", DeliveryEvent.Type.DELIVERED));
                    case "DeliveryDelay" ->
                        Optional.of(new Kind("deliveryDelay", "delayedRecipients", DeliveryEvent.Type.DEFERRED));
                    case "Bounce" -> Optional.of(new Kind("bounce", "bouncedRecipients", bounce()));
                    case "Complaint" -> Optional.of(new Kind("complaint", "complainedRecipients", complaint()));
                    // SES took the mail and then would not send it: its content, not the address
                    case "Reject" -> Optional.of(new Kind("reject", "", DeliveryEvent.Type.SOFT_BOUNCE));
                    case "Rendering Failure" -> Optional.of(new Kind("failure", "", DeliveryEvent.Type.SOFT_BOUNCE));
                    default -> Optional.empty();
                });
    }

    private DeliveryEvent.Type bounce() {
        JsonNode bounce = report.path("bounce");
        if (!bounce.path("bounceType").asText().equals("Permanent")) {
            return DeliveryEvent.Type.SOFT_BOUNCE;
        }
        return LISTED.contains(bounce.path("bounceSubType").asText())
                ? DeliveryEvent.Type.DROPPED
                : DeliveryEvent.Type.HARD_BOUNCE;
    }

    private DeliveryEvent.Type complaint() {
        return LISTED.contains(report.path("complaint").path("complaintSubType").asText())
                ? DeliveryEvent.Type.DROPPED
                : DeliveryEvent.Type.COMPLAINT;
    }

    private Optional<Instant> at(JsonNode detail) {
        try {
            return Optional.of(
                    Instant.parse(WebhookJson.word(detail, "timestamp").orElse(publishedAt)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> status(JsonNode recipient) {
        return WebhookJson.text(recipient, "status")
                .flatMap(EnhancedStatus::leading)
                .or(() -> WebhookJson.text(recipient, "diagnosticCode").flatMap(EnhancedStatus::leading))
                .filter(code -> !code.startsWith("2"));
    }
}
