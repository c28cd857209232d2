package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.email.outbox.RetriedTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The threads that send mails: each loads a batch in one short transaction, sends it outside of any transaction, and records the
 * outcomes in another one.
 */
final class DeliveryWorkers {

    private static final Logger LOGGER = Logger.getLogger(DeliveryWorkers.class);

    private static final Duration RECORD_AGAIN = Duration.ofSeconds(1);

    /** An hour: longer than an outage of the database, and an end for what the database will never take. */
    private static final int RECORD_TRIES = 3_600;

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private final RealmBulkhead bulkhead;
    private final Consumer<MailBatch.Claimed> finished;
    private final ThreadPoolExecutor threads;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile BatchLoader loader;
    private volatile BatchSender batchSender;
    private volatile boolean sending = true;

    /**
     * @param bulkhead bounds what is in progress
     * @param finished called once for each mail that was submitted, whatever the outcome
     */
    DeliveryWorkers(
            KeycloakSessionFactory sessions,
            OutboxConfig config,
            MailMetrics metrics,
            RealmBulkhead bulkhead,
            Consumer<MailBatch.Claimed> finished) {
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
        this.bulkhead = bulkhead;
        this.finished = finished;
        // the bulkhead bounds the queue
        this.threads = new ThreadPoolExecutor(
                config.parallelism(), config.parallelism(), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "porter-mail-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Call this before the first mail is submitted. */
    void start(BatchLoader batchLoader, BatchSender carrier) {
        loader = batchLoader;
        batchSender = carrier;
    }

    /** @throws java.util.concurrent.RejectedExecutionException after the stop */
    void submit(MailBatch.Claimed claimed) {
        bulkhead.execute(threads, claimed.row().realmId(), () -> work(claimed));
    }

    /** From now on mails that no worker has begun are put back into the queue. */
    void giveBack() {
        sending = false;
    }

    /** Waits for mails in progress. Whatever is not done in time falls due when its lease ends. */
    void stop(Duration timeout) throws InterruptedException {
        giveBack();
        threads.shutdown();
        if (!threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warnf("%d mail deliveries were still in progress at the stop", threads.getActiveCount());
            stopNow();
        }
    }

    /** Waits for nothing. */
    void stopNow() {
        giveBack();
        stopped.countDown();
        threads.shutdownNow();
    }

    private void work(MailBatch.Claimed claimed) {
        try {
            if (!sending) {
                release(claimed);
                return;
            }
            Optional<MailBatch> batch = loader.load(claimed);
            if (batch.isPresent()) {
                record(batch.get(), batchSender.carry(batch.get()));
            }
        } catch (RuntimeException e) {
            LOGGER.warnf(
                    "A mail could not be loaded (%s); it is tried again when its lease ends",
                    e.getClass().getName());
            LOGGER.debug("Why a mail could not be loaded", e);
        } finally {
            finished.accept(claimed);
        }
    }

    /** Puts a mail back that no worker has begun. */
    void release(MailBatch.Claimed claimed) {
        RetriedTransaction.run(sessions, session -> new MailQueue(session, config, metrics)
                .release(claimed.row(), System.currentTimeMillis()));
    }

    /**
     * Repeats until the database takes the outcomes, for an hour at most. Meanwhile the dispatcher goes on renewing the lease, so nobody sends these
     * mails a second time.
     */
    private void record(MailBatch batch, Map<QueuedMail, AttemptResult> outcomes) {
        for (int tries = 1; ; tries++) {
            try {
                RetriedTransaction.run(sessions, session -> {
                    RealmModel realm = session.realms().getRealm(batch.realmId());
                    if (realm != null) {
                        session.getContext().setRealm(realm);
                        MailQueue queue = new MailQueue(session, config, metrics);
                        outcomes.forEach(
                                (mail, outcome) -> queue.finish(realm, mail, outcome, System.currentTimeMillis()));
                    }
                });
                return;
            } catch (RuntimeException e) {
                if (tries == 1) {
                    LOGGER.warnf(
                            "The outcomes of %d mails cannot be recorded yet: %s",
                            outcomes.size(), e.getClass().getName());
                }
                if (tries == RECORD_TRIES || isStopped()) {
                    LOGGER.errorf("The outcomes of %d mails are lost; they are sent again", outcomes.size());
                    return;
                }
            }
        }
    }

    /** Waits a little. */
    private boolean isStopped() {
        try {
            return stopped.await(RECORD_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
