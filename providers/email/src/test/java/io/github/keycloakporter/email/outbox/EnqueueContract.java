package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class EnqueueContract extends StoreContract {

    @Test
    void aMailExistsForOthersAfterTheCommitOnly() {
        try (MailSession session = store().open()) {
            String id = session.outbox().enqueue(REALM, mail(ANN));
            session.em().flush();
            assertThat(row(id)).isNull();
            assertThat(store().wakeUps()).hasValue(0);
            session.commit();
            assertThat(row(id)).isNotNull();
            assertThat(store().wakeUps()).hasValue(1);
        }
    }

    @Test
    void aMailIsGoneWithTheChangeThatCausedIt() {
        try (MailSession session = store().open()) {
            String id = session.outbox().enqueue(REALM, mail(ANN));
            session.em().flush();
            session.rollback();
            assertThat(row(id)).isNull();
            assertThat(store().wakeUps()).hasValue(0);
        }
    }

    @Test
    void theLedgerTellsWhatWasQueued() {
        String id = enqueue(mail(ANN).withLink(link()));
        MailRecord record =
                store().call(session -> session.outbox().mail(REALM, id)).orElseThrow();
        assertThat(record.kind()).isEqualTo(MailKind.VERIFY_EMAIL);
        assertThat(record.userId()).contains("user-1");
        assertThat(record.recipient()).isEqualTo(ANN);
        assertThat(record.subject()).isEqualTo("Confirm");
        assertThat(record.status()).isEqualTo(MailStatus.QUEUED);
        assertThat(record.attempts()).isZero();
        assertThat(record.expiresAt()).contains(record.createdAt().plus(MailKind.VERIFY_EMAIL.patience()));
        assertThat(record.createdAt()).isEqualTo(record.updatedAt());
    }

    @Test
    void waitingMailsWithALinkAreCancelledWithTheAccount() {
        String waiting = enqueue(mail(ANN).withLink(link()));
        String notice =
                enqueue(OutgoingMail.of(MailKind.SECURITY_NOTICE, Optional.of("user-1"), ANN, "Notice", "", ""));
        String other = enqueue(OutgoingMail.of(MailKind.VERIFY_EMAIL, Optional.of("user-2"), ANN, "Confirm", "", ""));
        assertThat(store().<Integer>call(session -> session.outbox().cancel(REALM, "user-1")))
                .isEqualTo(1);
        assertThat(status(waiting)).isEqualTo(MailStatus.EXPIRED);
        assertThat(row(waiting).content).isNull();
        assertThat(row(waiting).error).isEqualTo("account changed");
        assertThat(status(notice)).isEqualTo(MailStatus.QUEUED);
        assertThat(status(other)).isEqualTo(MailStatus.QUEUED);
        assertThat(store().<Integer>call(session -> session.outbox().cancel(REALM, "user-1")))
                .isZero();
    }

    @Test
    void aRealmSeesItsOwnMailsOnly() {
        String id = enqueue();
        assertThat(store().<Optional<MailRecord>>call(
                                session -> session.outbox().mail(TestRealms.STAFF, id)))
                .isEmpty();
        assertThat(store().<Optional<MailRecord>>call(
                                session -> session.outbox().mail(REALM, id)))
                .isPresent();
    }

    @Test
    void theLatestMailOfOneKindIsFound() {
        enqueue();
        String second = enqueue();
        assertThat(store().<Optional<MailRecord>>call(
                                session -> session.outbox().latest(REALM, "user-1", MailKind.VERIFY_EMAIL)))
                .map(MailRecord::id)
                .contains(second);
        assertThat(store().<Optional<MailRecord>>call(
                                session -> session.outbox().latest(REALM, "user-1", MailKind.PASSWORD_RESET)))
                .isEmpty();
        assertThat(store().<Optional<MailRecord>>call(
                                session -> session.outbox().latest(REALM, "user-2", MailKind.VERIFY_EMAIL)))
                .isEmpty();
    }
}
