package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.email.outbox.RetriedTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** The threads that carry parcels, outside of any transaction, and write down the outcome in a short one. */
final class DeliveryWorkers {

    private static final Logger LOGGER = Logger.getLogger(DeliveryWorkers.class);

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private final Consumer<Parcel> finished;
    private final ThreadPoolExecutor threads;
    private final Lanes lanes;
    private volatile Courier courier;
    private volatile boolean carrying = true;

    /** @param finished told of each parcel, whatever became of it */
    DeliveryWorkers(
            KeycloakSessionFactory sessions, OutboxConfig config, MailMetrics metrics, Consumer<Parcel> finished) {
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
        this.finished = finished;
        // no more than there are slots ever stand in it
        this.threads = new ThreadPoolExecutor(
                config.parallelism(), config.parallelism(), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "porter-mail-courier");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.lanes = new Lanes(threads, config.realmParallelism());
    }

    /** Before the first parcel comes. */
    void start(Courier carrier) {
        courier = carrier;
    }

    /** @throws java.util.concurrent.RejectedExecutionException after the stop */
    void submit(Parcel parcel) {
        lanes.submit(parcel.realmId(), () -> work(parcel));
    }

    /** From now on parcels that no worker has begun are given back to the queue. */
    void giveBack() {
        carrying = false;
    }

    /** Waits for what is under way. What is not done in time falls due when its lease ends. */
    void stop(Duration timeout) throws InterruptedException {
        giveBack();
        threads.shutdown();
        if (!threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warnf("%d mail deliveries were still under way at the stop", threads.getActiveCount());
            threads.shutdownNow();
        }
    }

    /** Waits for nothing. */
    void stopNow() {
        giveBack();
        threads.shutdownNow();
    }

    private void work(Parcel parcel) {
        try {
            writeDown(parcel, carrying ? courier.carry(parcel) : untouched(parcel));
        } catch (RuntimeException e) {
            LOGGER.errorf(
                    "The outcome of %d mails could not be written down (%s); they are sent again when the lease ends",
                    parcel.mails().size(), e.getClass().getName());
        } finally {
            finished.accept(parcel);
        }
    }

    private void writeDown(Parcel parcel, Map<QueuedMail, Outcome> outcomes) {
        // again if need be: what is not written down is sent a second time
        RetriedTransaction.run(sessions, session -> {
            RealmModel realm = session.realms().getRealm(parcel.realmId());
            if (realm != null) {
                session.getContext().setRealm(realm);
                MailQueue queue = new MailQueue(session, config, metrics);
                outcomes.forEach((mail, outcome) -> queue.finish(realm, mail, outcome, System.currentTimeMillis()));
            }
        });
    }

    /** What waited for a worker when the stop came: any node may have it at once. */
    private static Map<QueuedMail, Outcome> untouched(Parcel parcel) {
        Outcome release = Outcome.again(false, Optional.empty(), Optional.empty(), System.currentTimeMillis());
        return parcel.mails().stream().collect(Collectors.toMap(Function.identity(), mail -> release));
    }
}
