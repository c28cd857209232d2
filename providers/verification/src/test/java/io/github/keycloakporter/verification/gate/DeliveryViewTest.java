package io.github.keycloakporter.verification.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.Suppression;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryViewTest {

    @ParameterizedTest
    @CsvSource({
        "QUEUED, queued",
        "SENDING, queued",
        "SENT, handed-over",
        "DEFERRED, delayed",
        "DELIVERED, delivered",
        "BOUNCED, undeliverable",
        "SUPPRESSED, undeliverable",
        "EXPIRED, failed",
        "FAILED, failed"
    })
    void everyStatusIsToldInPlainWords(MailStatus status, String state) {
        assertThat(DeliveryView.of(mail(status), Optional.empty()).toMap())
                .isEqualTo(Map.of("state", state, "domain", "example.org"));
    }

    @Test
    void aComplaintIsToldApart() {
        Map<String, Object> complaint = Map.of("state", "undeliverable", "domain", "example.org", "complaint", true);

        assertThat(DeliveryView.of(mail(MailStatus.COMPLAINED), Optional.empty())
                        .toMap())
                .isEqualTo(complaint);
        assertThat(DeliveryView.of(mail(MailStatus.SUPPRESSED), stopped(Suppression.Reason.COMPLAINT))
                        .toMap())
                .isEqualTo(complaint);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "SENDING"})
    void aMailToAStoppedAddressIsNoLongerOnItsWay(MailStatus status) {
        assertThat(DeliveryView.of(mail(status), stopped(Suppression.Reason.HARD_BOUNCE)))
                .isEqualTo(new DeliveryView(DeliveryView.State.UNDELIVERABLE, false, "example.org"));
    }

    @Test
    void theDomainIsWhatFollowsTheLastAt() {
        MailRecord odd = mail(MailStatus.SENT, "\"a@b\"@mail.example.org");

        assertThat(DeliveryView.of(odd, Optional.empty()).domain()).isEqualTo("mail.example.org");
    }

    private static Optional<Suppression> stopped(Suppression.Reason reason) {
        return Optional.of(
                new Suppression("id", reason, Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static MailRecord mail(MailStatus status) {
        return mail(status, "anna@example.org");
    }

    private static MailRecord mail(MailStatus status, String recipient) {
        return new MailRecord(
                "id",
                MailKind.VERIFY_EMAIL,
                Optional.of("user"),
                recipient,
                "subject",
                status,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
    }
}
