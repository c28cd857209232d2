package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class TakeContract extends StoreContract {

    @Test
    void takesDueMailsTheOldestFirst() {
        String later = enqueue();
        String earlier = enqueue();
        String future = enqueue();
        long now = now();
        change(later, row -> row.dueAt = now - 10);
        change(earlier, row -> row.dueAt = now - 20);
        change(future, row -> row.dueAt = now + 1);
        assertThat(take(LEASE, now)).containsExactly(earlier, later);
        assertThat(status(future)).isEqualTo(MailStatus.QUEUED);
        MailEntity row = row(earlier);
        assertThat(row.status).isEqualTo(MailStatus.SENDING);
        assertThat(row.lease).isEqualTo(LEASE);
        assertThat(row.dueAt).isEqualTo(now + 300_000);
    }

    @Test
    void takesNoMoreThanAsked() {
        enqueue();
        enqueue();
        enqueue();
        long now = now();
        assertThat(store().<List<MailQueue.Taken>>call(
                                session -> session.queue().take(2, realm -> true, Set.of(), LEASE, now, now + 1)))
                .hasSize(2);
        assertThat(take(LEASE, now)).hasSize(1);
    }

    @Test
    void finishedMailsAreNeverTaken() {
        sent();
        assertThat(take(LEASE, now() + 365L * 24 * 3_600_000)).isEmpty();
    }

    @Test
    void afterTheEndOfTheLeaseAMailIsDueAgainAndTheLateWorkerChangesNothing() {
        String id = enqueue();
        long now = now();
        QueuedMail late = open(take(LEASE, now)).get(0);
        assertThat(take("other", now + 299_999)).isEmpty();
        assertThat(take("other", now + 300_000)).containsExactly(id);
        finish(late, Outcome.sent("smtp", Optional.of("late")));
        finish(late, Outcome.again(true, Optional.of("smtp"), Optional.of("smtp 451"), now));
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.SENDING);
        assertThat(row.lease).isEqualTo("other");
        assertThat(row.attempts).isZero();
        assertThat(row.providerMessageId).isNull();
        assertThat(row.content).isNotNull();
        assertThat(open(List.of(id))).isEmpty();
    }

    @Test
    void mailsOfRealmsWithoutRoomStayAsTheyAre() {
        String busy = enqueue();
        String free = enqueue(TestRealms.STAFF, mail(ANN));
        long now = now();
        List<MailQueue.Taken> taken = store().call(session ->
                session.queue().take(10, TestRealms.STAFF.getId()::equals, Set.of(), LEASE, now, now + 1));
        assertThat(taken).containsExactly(new MailQueue.Taken(free, TestRealms.STAFF.getId(), Optional.empty()));
        assertThat(row(busy).status).isEqualTo(MailStatus.QUEUED);
        assertThat(row(busy).lease).isNull();
    }

    @Test
    void aFullRealmDoesNotHideTheOthers() {
        for (int i = 0; i < 5; i++) {
            enqueue();
        }
        String other = enqueue(TestRealms.STAFF, mail(ANN));
        long now = now();
        assertThat(store().<List<MailQueue.Taken>>call(session ->
                        session.queue().take(1, realm -> true, Set.of(REALM.getId()), LEASE, now, now + 1)))
                .extracting(MailQueue.Taken::id)
                .containsExactly(other);
    }

    @Test
    void moreMailsOfARunAreTakenAndNoOthers() {
        String one = enqueue(mail(ANN).inRun("run-1", Optional.empty(), Map.of("name", "Ann")));
        String two = enqueue(mail("bob@example.org").inRun("run-1", Optional.empty(), Map.of("name", "Bob")));
        enqueue(mail("cat@example.org").inRun("run-2", Optional.empty(), Map.of()));
        enqueue();
        long now = now();
        assertThat(store().<List<MailQueue.Taken>>call(
                                session -> session.queue().takeOfRun("run-1", 10, LEASE, now, now + 300_000)))
                .extracting(MailQueue.Taken::id)
                .containsExactlyInAnyOrder(one, two);
        assertThat(store().<List<MailQueue.Taken>>call(
                                session -> session.queue().takeOfRun("run-1", 10, LEASE, now, now + 300_000)))
                .isEmpty();
        assertThat(open(List.of(one)).get(0).content().personal()).containsEntry("name", "Ann");
        assertThat(take()).hasSize(2);
    }

    @Test
    void anExpiredMailIsNotOpened() {
        String id = enqueue(mail(ANN).withLink("the-token", Instant.ofEpochMilli(now() - 1)));
        assertThat(takeAndOpen()).isEmpty();
        assertThat(status(id)).isEqualTo(MailStatus.EXPIRED);
        assertThat(row(id).content).isNull();
        assertThat(row(id).dueAt).isNull();
    }

    @Test
    void aSuppressedMailIsNotOpened() {
        sent(ANN, "first");
        store().run(session -> session.outbox().suppress(REALM, ANN, Suppression.Reason.COMPLAINT));
        String id = enqueue();
        assertThat(takeAndOpen()).isEmpty();
        assertThat(status(id)).isEqualTo(MailStatus.SUPPRESSED);
        assertThat(row(id).error).isEqualTo("suppression list");
        assertThat(row(id).content).isNull();
        assertThat(store().events().all()).extracting(event -> event.getError()).contains("mail_suppressed");
    }

    @Test
    void theDepthOfTheQueueCountsOpenMails() {
        long now = now();
        assertThat(store().<MailQueue.Depth>call(session -> session.queue().depth(now)))
                .isEqualTo(new MailQueue.Depth(0, now));
        sent();
        String waiting = enqueue();
        assertThat(store().<MailQueue.Depth>call(session -> session.queue().depth(now)))
                .isEqualTo(new MailQueue.Depth(1, row(waiting).createdAt));
    }
}
