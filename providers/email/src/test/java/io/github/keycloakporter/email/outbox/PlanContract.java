package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The queue stays quick while the ledger grows. */
abstract class PlanContract extends StoreContract {

    private static final int FINISHED = 20_000;
    private static final int DUE = 2_000;
    private static final int BATCH = 1_000;

    @Test
    void takingMailsGoesByTheIndexOfWhatIsDue() {
        for (int i = 0; i < FINISHED + DUE; i += BATCH) {
            boolean due = i >= FINISHED;
            store().run(session -> fill(session, due));
        }
        long now = now();
        String[] sql = new String[1];
        store().run(session -> {
            assertThat(session.queue().take(10, realm -> true, Set.of(), true, now, now + 1))
                    .hasSize(10);
            sql[0] = store().lastSql();
        });
        assertThat(sql[0]).containsIgnoringCase("skip locked");
        assertThat(store().<String>call(session -> session.em()
                        .unwrap(Session.class)
                        .doReturningWork(connection -> plan(connection, sql[0], now))))
                .containsIgnoringCase("IDX_PORTER_MAIL_DUE");
    }

    private static void fill(MailSession session, boolean due) {
        long now = now();
        for (int i = 0; i < BATCH; i++) {
            MailEntity row = new MailEntity();
            row.id = new TimeOrderedIds().next(now);
            row.realmId = REALM.getId();
            row.kind = MailKind.OTHER;
            row.recipient = ANN;
            row.addressHash = AddressHash.of(REALM, ANN);
            row.subject = "Confirm";
            row.status = due ? MailStatus.QUEUED : MailStatus.SENT;
            row.dueAt = due ? now - i : null;
            session.em().persist(row);
        }
    }

    private String plan(Connection connection, String claim, long now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(store().isH2() || !store().locksGaps() ? "ANALYZE" : "ANALYZE TABLE PORTER_MAIL");
        }
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + claim)) {
            explain.setLong(1, now);
            explain.setInt(2, 10);
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = explain.executeQuery()) {
                while (lines.next()) {
                    for (int column = 1; column <= lines.getMetaData().getColumnCount(); column++) {
                        plan.append(lines.getString(column)).append(' ');
                    }
                    plan.append('\n');
                }
            }
            return plan.toString();
        }
    }
}
