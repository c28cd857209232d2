package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What the dispatcher does when it has nothing to send: the queue's figures, and clearing out the ledger. */
final class Housekeeping {

    private static final Duration FIGURES = Duration.ofSeconds(5);
    private static final Duration PURGE = Duration.ofMinutes(30);
    private static final int PURGE_AT_ONCE = 500;

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private long nextFigures;
    private long nextPurge;

    Housekeeping(KeycloakSessionFactory sessions, OutboxConfig config, MailMetrics metrics) {
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
    }

    void runIfDue() {
        long now = System.currentTimeMillis();
        if (now >= nextFigures) {
            nextFigures = now + FIGURES.toMillis();
            MailQueue.Depth depth = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, session -> new MailQueue(session, config, metrics).depth(now));
            metrics.queue(depth.open(), Duration.ofMillis(now - depth.oldest()));
        }
        if (now >= nextPurge) {
            int purged = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, session -> new MailQueue(session, config, metrics)
                            .purge(now - config.retention().toMillis(), PURGE_AT_ONCE));
            // a long ledger is cleared in small steps, between the mails
            nextPurge = purged < PURGE_AT_ONCE ? now + PURGE.toMillis() : now;
        }
    }
}
