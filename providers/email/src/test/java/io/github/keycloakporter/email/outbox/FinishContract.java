package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

abstract class FinishContract extends StoreContract {

    @Test
    void aSentMailIsWipedAndNamed() {
        String id = sent(ANN, "provider-id");
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.SENT);
        assertThat(row.content).isNull();
        assertThat(row.dueAt).isNull();
        assertThat(row.lease).isNull();
        assertThat(row.transport).isEqualTo("smtp");
        assertThat(row.providerMessageId).isEqualTo("provider-id");
        assertThat(row.attempts).isEqualTo(1);
        assertThat(row.error).isNull();
        List<Event> events = store().events().all();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getType()).isEqualTo(EventType.SEND_VERIFY_EMAIL);
        assertThat(events.get(0).getUserId()).isEqualTo("user-1");
        assertThat(events.get(0).getDetails())
                .containsEntry("mail_id", id)
                .containsEntry("mail_status", "sent")
                .containsEntry("mail_transport", "smtp");
    }

    @Test
    void aMailThatIsTriedAgainWaitsWithItsContent() {
        String id = enqueue();
        long later = now() + 15_000;
        finish(takeAndOpen().get(0), AttemptResult.again(true, Optional.of("smtp"), Optional.of("smtp 451"), later));
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.QUEUED);
        assertThat(row.attempts).isEqualTo(1);
        assertThat(row.error).isEqualTo("smtp 451");
        assertThat(row.dueAt).isEqualTo(later);
        assertThat(row.lease).isNull();
        assertThat(take("next", later - 1)).isEmpty();
        assertThat(take("next", later)).containsExactly(id);
        assertThat(store().<List<QueuedMail>>call(session -> session.queue().open(REALM, List.of(id), "next", now())))
                .extracting(QueuedMail::attempts)
                .containsExactly(1);
    }

    @Test
    void whereNothingWasTriedNoAttemptCounts() {
        String id = enqueue();
        finish(takeAndOpen().get(0), AttemptResult.again(false, Optional.empty(), Optional.empty(), now()));
        assertThat(row(id).attempts).isZero();
        assertThat(row(id).transport).isNull();
    }

    @Test
    void aMailThatIsGivenUpHasFailedWithAnEventThatTellsWhy() {
        String id = enqueue();
        finish(takeAndOpen().get(0), AttemptResult.failed(Optional.of("smtp"), "smtp 552 5.3.4"));
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.FAILED);
        assertThat(row.error).isEqualTo("smtp 552 5.3.4");
        assertThat(row.content).isNull();
        assertThat(row.dueAt).isNull();
        assertThat(suppressed(ANN, MailKind.OTHER)).isFalse();
        Event event = store().events().all().get(0);
        assertThat(event.getType()).isEqualTo(EventType.SEND_VERIFY_EMAIL_ERROR);
        assertThat(event.getError()).isEqualTo("mail_failed");
        assertThat(event.getDetails()).containsEntry("reason", "smtp 552 5.3.4");
    }

    @Test
    void anAddressThatTheServerRefusesForGoodIsSuppressed() {
        String id = enqueue();
        finish(takeAndOpen().get(0), AttemptResult.refused("smtp", "smtp 550 5.1.1", DeliveryEvent.Type.HARD_BOUNCE));
        assertThat(status(id)).isEqualTo(MailStatus.BOUNCED);
        assertThat(row(id).transport).isEqualTo("smtp");
        assertThat(suppressed("ANN@example.org", MailKind.VERIFY_EMAIL)).isTrue();
        assertThat(suppressed("bob@example.org", MailKind.VERIFY_EMAIL)).isFalse();
    }

    @Test
    void aReportThatIsFasterThanTheAnswerStandsAndTheTransportIsAdded() {
        String id = enqueue();
        QueuedMail mail = takeAndOpen().get(0);
        long at = now();
        assertThat(report(id, "event", DeliveryEvent.Type.DELIVERED, at)).isTrue();
        finish(mail, AttemptResult.sent("sendgrid", Optional.of("provider-id")));
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.DELIVERED);
        assertThat(row.statusAt).isEqualTo(at);
        assertThat(row.transport).isEqualTo("sendgrid");
        assertThat(row.providerMessageId).isEqualTo("provider-id");
        assertThat(row.attempts).isEqualTo(1);
        assertThat(row.content).isNull();
    }

    @Test
    void aMailThatWasReportedIsNotTriedAgain() {
        String id = enqueue();
        QueuedMail mail = takeAndOpen().get(0);
        report(id, "event", DeliveryEvent.Type.DELIVERED, now());
        finish(mail, AttemptResult.again(true, Optional.of("smtp"), Optional.of("io timeout"), now()));
        assertThat(status(id)).isEqualTo(MailStatus.DELIVERED);
        assertThat(take("next", now() + 3_600_000)).isEmpty();
    }

    @Test
    void aMailThatWasDeletedMeanwhileIsNoError() {
        String id = enqueue();
        QueuedMail mail = takeAndOpen().get(0);
        store().run(session -> session.queue().delete(List.of(id)));
        finish(mail, AttemptResult.sent("smtp", Optional.empty()));
        assertThat(row(id)).isNull();
    }

    @Test
    void whatAServerSaysMayBeLong() {
        String id = enqueue();
        finish(takeAndOpen().get(0), AttemptResult.sent("smtp", Optional.of("x".repeat(400))));
        assertThat(row(id).providerMessageId).hasSize(255);
    }
}
