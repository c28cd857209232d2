package io.github.keycloakporter.email.webhook.ses;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.FaultClassifier;
import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.transport.PorterId;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.Fault;
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
public record SesReport(String messageId, String publishedAt, JsonNode report) {

    /** Subtypes of a permanent bounce that SES did not even try. */
    private static final Set<String> LISTED = Set.of("Suppressed", "OnAccountSuppressionList", "UnsubscribedRecipient");

    /**
     * What somebody who got the mail said against it (RFC 5965, 7.3; RFC 6430). The other types are no complaint:
     * {@code not-spam} is the contrary, {@code auth-failure} is about our DNS records, {@code virus} is a machine's.
     */
    private static final Set<String> COMPLAINTS = Set.of("", "abuse", "fraud", "other");

    /** The part of the report that has the details, and the list of recipients in it. */
    private record Kind(String part, String recipients, DeliveryEvent.Type type) {}

    /** Empty for what changes nothing: Send, Open, Click and whatever SES comes up with. */
    public Optional<DeliveryEvent.Type> kind() {
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
                    id.get() + "-" + i,
                    kind.get().type(),
                    at.get(),
                    ours,
                    theirs,
                    refusal(recipients.path(i)).status()));
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
                    case "Complaint" -> complaint().map(type -> new Kind("complaint", "complainedRecipients", type));
                    // SES took the mail and then would not send it
                    case "Reject" -> Optional.of(new Kind("reject", "", FaultPolicy.report(fault())));
                    case "Rendering Failure" -> Optional.of(new Kind("failure", "", FaultPolicy.report(fault())));
                    default -> Optional.empty();
                });
    }

    /** Of a bounce, a reject and a rendering failure. */
    public Fault fault() {
        return FaultClassifier.fault(
                refusal(report.path("bounce").path("bouncedRecipients").path(0)));
    }

    private DeliveryFailure refusal(JsonNode recipient) {
        JsonNode bounce = report.path("bounce");
        String provider = bounce.isObject()
                ? text(bounce, "bounceType") + "/" + text(bounce, "bounceSubType")
                : text(report, "eventType");
        return DeliveryFailure.report(
                "ses " + provider, 0, List.of(text(recipient, "diagnosticCode"), text(recipient, "status")));
    }

    private static String text(JsonNode node, String name) {
        return WebhookJson.text(node, name).orElse("").trim();
    }

    private DeliveryEvent.Type bounce() {
        return LISTED.contains(text(report.path("bounce"), "bounceSubType"))
                ? DeliveryEvent.Type.DROPPED
                : FaultPolicy.report(fault());
    }

    private Optional<DeliveryEvent.Type> complaint() {
        JsonNode complaint = report.path("complaint");
        if (LISTED.contains(text(complaint, "complaintSubType"))) {
            return Optional.of(DeliveryEvent.Type.DROPPED);
        }
        return COMPLAINTS.contains(text(complaint, "complaintFeedbackType"))
                ? Optional.of(DeliveryEvent.Type.COMPLAINT)
                : Optional.empty();
    }

    private Optional<Instant> at(JsonNode detail) {
        try {
            return Optional.of(
                    Instant.parse(WebhookJson.word(detail, "timestamp").orElse(publishedAt)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
