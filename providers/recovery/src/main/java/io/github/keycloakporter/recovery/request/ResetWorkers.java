package io.github.keycloakporter.recovery.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Makes the emails of the {@link ResetQueue}, on every node. They run on a clock and not when a request arrives: the work for
 * somebody who has an account must not delay the very response it belongs to. Removing a request and queueing its email are one
 * transaction.
 */
final class ResetWorkers implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(ResetWorkers.class);

    /** Few, so that a flood leaves the server something; more than one, so that a slow user store does not delay everybody. */
    private static final int WORKERS = 2;

    private static final int AT_ONCE = 10;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** How often to look for requests of nodes that have died. */
    private static final long OTHERS_MILLIS = 5_000;

    private final KeycloakSessionFactory sessions;
    private final Counter lost;
    private final AtomicBoolean added = new AtomicBoolean();
    private volatile long nextLook;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(WORKERS, task -> {
        Thread thread = new Thread(task, "porter-reset");
        thread.setDaemon(true);
        return thread;
    });

    ResetWorkers(KeycloakSessionFactory sessions, MeterRegistry registry) {
        this.sessions = sessions;
        this.lost = Counter.builder("porter.reset.lost")
                .description("Requests for a new password that failed to the end")
                .register(registry);
    }

    void start() {
        for (int i = 0; i < WORKERS; i++) {
            threads.scheduleWithFixedDelay(this::run, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Queues the request in the session's transaction. */
    void submit(KeycloakSession session, ResetRequest request) {
        new ResetQueue(session).add(session.getContext().getRealm(), request);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                added.set(true);
            }

            @Override
            protected void rollbackImpl() {
                // the request is gone with everything else
            }
        });
    }

    private void run() {
        long now = Time.currentTimeMillis();
        if (!added.getAndSet(false) && now < nextLook) {
            return;
        }
        nextLook = now + OTHERS_MILLIS;
        try {
            List<ResetQueue.Taken> taken;
            do {
                taken = KeycloakModelUtils.runJobInTransactionWithResult(
                        sessions, session -> new ResetQueue(session).take(AT_ONCE));
                taken.forEach(this::work);
            } while (taken.size() == AT_ONCE && !threads.isShutdown());
        } catch (RuntimeException e) {
            LOGGER.warnf("Password resets wait: %s", e.getClass().getName());
            added.set(true);
        }
    }

    private void work(ResetQueue.Taken taken) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> new ResetQueue(session)
                    .remove(taken.id())
                    .filter(request -> !taken.isExhausted())
                    .ifPresent(request -> new ResetMail(session, request, taken.waitsForPermit()).send()));
            if (taken.isExhausted()) {
                LOGGER.error("A password reset failed to the end and has to be requested again");
                lost.increment();
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // the message may hold what was typed
            LOGGER.debugf(
                    "A password reset is tried again in %d seconds: %s",
                    ResetQueue.LEASE.toSeconds(), e.getClass().getName());
        }
    }

    /** What is not done in time stays in the queue. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
