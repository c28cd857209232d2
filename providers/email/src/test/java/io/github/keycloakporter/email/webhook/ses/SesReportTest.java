package io.github.keycloakporter.email.webhook.ses;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SesReportTest {

    private static final String AT = "2026-03-04T05:06:07Z";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "notificationType | Delivery  | delivery  | \"recipients\":[\"a@example.org\"] | DELIVERED | -",
                "eventType | DeliveryDelay | deliveryDelay | \"delayType\":\"MailboxFull\",\"delayedRecipients\":[{\"status\":\"4.2.2\"}] | DEFERRED | 4.2.2",
                "notificationType | Bounce | bounce | \"bounceType\":\"Permanent\",\"bounceSubType\":\"General\",\"bouncedRecipients\":[{\"status\":\"5.1.1\"}] | HARD_BOUNCE | 5.1.1",
                "eventType | Bounce | bounce | \"bounceType\":\"Permanent\",\"bounceSubType\":\"NoEmail\" | HARD_BOUNCE | -",
                "eventType | Bounce | bounce | \"bounceType\":\"Permanent\",\"bounceSubType\":\"Suppressed\" | DROPPED | -",
                "eventType | Bounce | bounce | \"bounceType\":\"Permanent\",\"bounceSubType\":\"OnAccountSuppressionList\" | DROPPED | -",
                "eventType | Bounce | bounce | \"bounceType\":\"Transient\",\"bounceSubType\":\"MailboxFull\",\"bouncedRecipients\":[{\"diagnosticCode\":\"smtp; 552 5.2.2 a@example.org full\"}] | SOFT_BOUNCE | 5.2.2",
                "eventType | Bounce | bounce | \"bounceType\":\"Undetermined\",\"bounceSubType\":\"Undetermined\" | REFUSED | -",
                "eventType | Complaint | complaint | \"complainedRecipients\":[{\"emailAddress\":\"a@example.org\"}] | COMPLAINT | -",
                "eventType | Complaint | complaint | \"complaintSubType\":\"OnAccountSuppressionList\" | DROPPED | -",
                "eventType | Reject | reject | \"reason\":\"Bad content\" | REFUSED | -",
                "eventType | Rendering Failure | failure | \"errorMessage\":\"missing\" | REFUSED | -"
            })
    void everyReportHasItsMeaning(
            String field, String name, String part, String detail, DeliveryEvent.Type type, String diagnosis)
            throws WebhookRejection {
        SesReport report = report("{\"" + field + "\":\"" + name + "\",\"" + part + "\":{" + detail
                + "},\"mail\":{\"messageId\":\"m\"}}");

        assertThat(report.events())
                .containsExactly(new DeliveryEvent(
                        "sns-0",
                        type,
                        Instant.parse(AT),
                        Optional.empty(),
                        Optional.of("m"),
                        Optional.ofNullable(diagnosis)));
    }

    @Test
    void everyRecipientIsAnEventOfItsOwn() throws WebhookRejection {
        SesReport report = report("""
                {"eventType":"Bounce","mail":{"tags":{"porter-id":["01mail"]}},"bounce":{"bounceType":"Permanent",
                 "timestamp":"2026-01-01T00:00:00Z","bouncedRecipients":[{"status":"5.1.1"},{"status":"5.1.2"}]}}""");

        List<DeliveryEvent> events = report.events();
        assertThat(events).extracting(DeliveryEvent::eventId).containsExactly("sns-0", "sns-1");
        assertThat(events).extracting(event -> event.diagnosis().orElse("")).containsExactly("5.1.1", "5.1.2");
        assertThat(events).allMatch(event -> event.mailId().equals(Optional.of("01mail")));
        assertThat(events).allMatch(event -> event.at().equals(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void aTimeThatIsNoneMakesNoEvent() throws WebhookRejection {
        assertThat(report(
                                "{\"eventType\":\"Delivery\",\"delivery\":{\"timestamp\":\"soon\"},\"mail\":{\"messageId\":\"m\"}}")
                        .events())
                .isEmpty();
    }

    private static SesReport report(String json) throws WebhookRejection {
        return new SesReport("sns", AT, WebhookJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
