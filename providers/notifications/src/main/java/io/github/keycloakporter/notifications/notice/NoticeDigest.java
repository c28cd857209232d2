package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.notifications.notice.NoticeMetrics.Outcome;
import io.github.keycloakporter.notifications.store.AddressChanges;
import io.github.keycloakporter.notifications.store.PendingNotices;
import io.github.keycloakporter.notifications.store.PendingNotices.Batch;
import io.github.keycloakporter.notifications.store.PendingNotices.Span;
import io.github.keycloakporter.spi.limit.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Mails what was held back once it is due. Runs on every node: taking a batch out of the table and queueing its mail are one
 * transaction, so each notice is told once, whoever comes first.
 */
public final class NoticeDigest implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(NoticeDigest.class);
    private static final int AT_ONCE = 200;
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final KeycloakSessionFactory sessions;
    private final NoticeSettings switches;
    private final NoticeMetrics metrics;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "porter-notices");
        thread.setDaemon(true);
        return thread;
    });

    public NoticeDigest(KeycloakSessionFactory sessions, NoticeSettings switches, NoticeMetrics metrics) {
        this.sessions = sessions;
        this.switches = switches;
        this.metrics = metrics;
    }

    public void start() {
        long interval = switches.config().foldInterval().toMillis();
        clock.scheduleWithFixedDelay(this::run, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            long now = Time.currentTimeMillis();
            List<Batch> due = KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> {
                AddressChanges.purge(session, now);
                return new PendingNotices(session).due(now, AT_ONCE);
            });
            due.forEach(this::tell);
        } catch (RuntimeException e) {
            LOGGER.errorf(
                    "Held back notices wait for the next time: %s", e.getClass().getName());
        }
    }

    private void tell(Batch batch) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> tell(session, batch));
        } catch (RuntimeException e) {
            LOGGER.errorf("A folded notice %s could not be made and is tried again: %s", batch.type(), rootOf(e));
            KeycloakModelUtils.runJobInTransaction(sessions, session -> new PendingNotices(session)
                    .postpone(batch, Time.currentTimeMillis() + AFTER_A_FAILURE.toMillis()));
        }
    }

    private void tell(KeycloakSession session, Batch batch) {
        PendingNotices pending = new PendingNotices(session);
        RealmModel realm = session.realms().getRealm(batch.realmId());
        if (realm == null) {
            pending.take(batch, Long.MAX_VALUE);
            return;
        }
        session.getContext().setRealm(realm);
        UserModel user = session.users().getUserById(realm, batch.userId());
        if (user == null) {
            pending.take(batch, Long.MAX_VALUE);
            return;
        }
        NoticeLimit limit = new NoticeLimit(session, realm, batch, false);
        Decision decision = limit.take();
        if (!decision.allowed()) {
            pending.postpone(
                    batch, Time.currentTimeMillis() + decision.retryAfter().toMillis());
            return;
        }
        Optional<Span> span = pending.span(batch);
        int times = span.map(found -> pending.take(batch, found.last())).orElse(0);
        if (times == 0) {
            limit.giveBack();
            return;
        }
        try {
            new NoticeMail(session, realm, switches).sendFolded(user, batch, times, span.get());
            metrics.count(realm.getName(), batch.type(), Outcome.FOLDED);
        } catch (EmailException e) {
            metrics.count(realm.getName(), batch.type(), Outcome.FAILED);
            throw new IllegalStateException("The mail was refused", e);
        }
    }

    /** Neither the message nor the trace: a refusal may repeat the address. */
    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
