package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.mail.Suppression;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;

class RetriedTransactionTest {

    private final StoredMails mails = new StoredMails();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void stop() {
        mails.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23000", "40001", "40P01"})
    void whatMetAnotherIsDoneAgainFromTheStart(String sqlState) {
        Set<KeycloakSession> sessions = Collections.newSetFromMap(new IdentityHashMap<>());
        int done = RetriedTransaction.call(mails.store().sessions(), session -> {
            sessions.add(session);
            mails.store()
                    .outbox(session)
                    .suppress(TestRealms.CUSTOMERS, "ann@example.org", Suppression.Reason.COMPLAINT);
            failUntil(3, sqlState);
            return attempts.get();
        });
        assertThat(done).isEqualTo(3);
        assertThat(sessions).hasSize(3);
        assertThat(mails.store().<Integer>call(session -> session.em()
                        .createQuery("select s.occurrences from SuppressionEntity s", Integer.class)
                        .getSingleResult()))
                .as("nothing of the attempts before is left")
                .isEqualTo(1);
    }

    @Test
    void notForEver() {
        assertThatThrownBy(() -> RetriedTransaction.call(mails.store().sessions(), session -> {
                    failUntil(100, "40001");
                    return true;
                }))
                .isInstanceOf(ModelException.class);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aFailureOfItsOwnIsNotRepeated() {
        assertThatThrownBy(() -> RetriedTransaction.call(mails.store().sessions(), session -> {
                    failUntil(100, "08006");
                    return true;
                }))
                .isInstanceOf(ModelException.class);
        assertThat(attempts).hasValue(1);
    }

    private void failUntil(int attempt, String sqlState) {
        if (attempts.incrementAndGet() < attempt) {
            throw new ModelException("refused", new IllegalStateException(new SQLException("refused", sqlState)));
        }
    }
}
