package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import io.github.keycloakporter.spi.mail.Suppression;
import java.time.Duration;
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
        assertThat(take(2, LEASE, now)).hasSize(2);
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
        finish(late, AttemptResult.failed(Optional.of("smtp"), "smtp 552"));
        finish(late, AttemptResult.again(true, Optional.of("smtp"), Optional.of("smtp 451"), now));
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.SENDING);
        assertThat(row.lease).isEqualTo("other");
        assertThat(row.attempts).isZero();
        assertThat(row.providerMessageId).isNull();
        assertThat(row.content).isNotNull();
        assertThat(open(List.of(id))).isEmpty();
    }

    /** A worker knows that the transport accepted the mail: no other node's lease makes that untrue. */
    @Test
    void anAcceptedMailIsRecordedEvenAfterTheEndOfTheLease() {
        String id = enqueue();
        long now = now();
        QueuedMail late = open(take(LEASE, now)).get(0);
        take("other", now + 300_000);
        finish(late, AttemptResult.sent("smtp", Optional.of("late")));
        assertThat(status(id)).isEqualTo(MailStatus.SENT);
        assertThat(row(id).providerMessageId).isEqualTo("late");
        assertThat(take("third", now + 600_000)).isEmpty();
    }

    @Test
    void aRenewedLeaseLastsLonger() {
        String id = enqueue();
        long now = now();
        take(LEASE, now);
        renew(now + 200_000, now + 500_000);
        assertThat(take("other", now + 300_000)).isEmpty();
        assertThat(take("other", now + 500_000)).containsExactly(id);
    }

    @Test
    void aLeaseThatHasEndedIsNotRenewed() {
        String id = enqueue();
        long now = now();
        take(LEASE, now);
        renew(now + 300_000, now + 600_000);
        assertThat(take("other", now + 300_000)).containsExactly(id);
        renew(now + 300_001, now + 900_000);
        assertThat(row(id).dueAt).isEqualTo(now + 600_000);
    }

    private void renew(long now, long until) {
        store().run(session -> session.queue().renew(List.of(LEASE), now, until, until));
    }

    @Test
    void aMailIsTakenOverOnlyWhenAsked() {
        enqueue();
        long now = now();
        take(LEASE, now);
        assertThat(store().<List<MailQueue.Taken>>call(session ->
                        session.queue().take(10, realm -> true, Set.of(), false, now + 300_000, now + 600_000)))
                .isEmpty();
        String waiting = enqueue();
        assertThat(store().<List<MailQueue.Taken>>call(session ->
                        session.queue().take(10, realm -> true, Set.of(), false, now + 300_000, now + 600_000)))
                .extracting(MailQueue.Taken::id)
                .containsExactly(waiting);
    }

    @Test
    void whatNoWorkerHasBegunIsReleased() {
        String id = enqueue();
        long now = now();
        MailQueue.Taken taken = store().<List<MailQueue.Taken>>call(
                        session -> session.queue().take(10, realm -> true, Set.of(), true, now, now + 300_000))
                .get(0);
        store().run(session -> session.queue().release(taken, now));
        assertThat(take("other", now)).containsExactly(id);
        store().run(session -> session.queue().release(taken, now));
        assertThat(row(id).lease).isEqualTo("other");
    }

    @Test
    void theNewestMailOfAUserAndKindIsKnown() {
        String older = enqueue();
        String newer = enqueue();
        enqueue(OutgoingMail.of(MailKind.PASSWORD_RESET, Optional.of("user-1"), ANN, "Reset", "", ""));
        QueuedMail mail = takeAndOpen().stream()
                .filter(each -> each.id().equals(older))
                .findFirst()
                .orElseThrow();
        Map<MailQueue.Recipient, String> newest =
                store().call(session -> session.queue().newest(REALM, List.of(mail)));
        assertThat(newest).containsEntry(MailQueue.Recipient.of(mail), newer);
    }

    @Test
    void aHeldMailCanExpireOrWait() {
        String pointless = enqueue();
        String waiting = enqueue();
        long due = now() + 15_000;
        takeAndOpen().forEach(mail -> store().run(session -> {
            if (mail.id().equals(pointless)) {
                session.queue().expire(REALM, mail, "account changed", now());
            } else {
                session.queue().postpone(mail, "link store unavailable", due);
            }
        }));
        assertThat(status(pointless)).isEqualTo(MailStatus.EXPIRED);
        assertThat(row(pointless).error).isEqualTo("account changed");
        assertThat(row(pointless).content).isNull();
        assertThat(status(waiting)).isEqualTo(MailStatus.QUEUED);
        assertThat(row(waiting).dueAt).isEqualTo(due);
        assertThat(row(waiting).attempts).isZero();
        assertThat(row(waiting).content).isNotNull();
    }

    /** A provider may report an earlier attempt, whose answer was lost, while a worker prepares the next one. */
    @Test
    void aReportDuringThePreparationIsNotOverwritten() {
        for (boolean expires : new boolean[] {true, false}) {
            String id = enqueue();
            List<String> taken = take();
            store().run(session -> {
                QueuedMail mail =
                        session.queue().open(REALM, taken, LEASE, now()).get(0);
                report(id, id, DeliveryEvent.Type.DELIVERED, now());
                if (expires) {
                    session.queue().expire(REALM, mail, "account changed", now());
                } else {
                    session.queue().postpone(mail, "every circuit open", now());
                }
            });
            assertThat(status(id)).isEqualTo(MailStatus.DELIVERED);
            assertThat(row(id).dueAt).isNull();
            assertThat(take()).isEmpty();
        }
    }

    @Test
    void mailsOfRealmsWithoutRoomStayAsTheyAre() {
        String busy = enqueue();
        String free = enqueue(TestRealms.STAFF, mail(ANN));
        long now = now();
        List<MailQueue.Taken> taken = store().call(session ->
                session.queue().take(10, TestRealms.STAFF.getId()::equals, Set.of(), true, now, now + 1));
        assertThat(taken).extracting(MailQueue.Taken::id).containsExactly(free);
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
                        session.queue().take(1, realm -> true, Set.of(REALM.getId()), true, now, now + 1)))
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
        assertThat(store().<List<String>>call(
                                session -> session.queue().takeOfRun("run-1", 10, LEASE, now, now + 300_000)))
                .containsExactlyInAnyOrder(one, two);
        assertThat(store().<List<String>>call(
                                session -> session.queue().takeOfRun("run-1", 10, LEASE, now, now + 300_000)))
                .isEmpty();
        assertThat(open(List.of(one)).get(0).content().personal()).containsEntry("name", "Ann");
        assertThat(take()).hasSize(2);
    }

    /** Its worker takes the others with it. */
    @Test
    void ofABulkRunOneMailIsTaken() {
        enqueue(mail(ANN).inRun("run-1", Optional.empty(), Map.of("name", "Ann")));
        enqueue(mail("bob@example.org").inRun("run-1", Optional.empty(), Map.of("name", "Bob")));
        enqueue();
        assertThat(take()).hasSize(2);
        assertThat(take()).hasSize(1);
    }

    @Test
    void aMailThatWaitedTooLongIsNotOpened() {
        String id = enqueue(mail(ANN).withLink(link()));
        assertThat(row(id).expiresAt - row(id).createdAt)
                .isEqualTo(Duration.ofHours(24).toMillis());
        store().run(session -> session.em()
                .createQuery("update MailEntity m set m.expiresAt = :past")
                .setParameter("past", now() - 1)
                .executeUpdate());
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
