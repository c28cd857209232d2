package io.github.keycloakporter.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Where requests for a new password wait, in memory, until their answers have left. They are worked off by a clock and not
 * when they come: the work for somebody who has an account must not lengthen the very answer it belongs to.
 *
 * <p>One for each node. What fails is tried again for some minutes, for the page has promised a mail; what does not fit, or
 * fails to the end, is dropped and counted.
 */
final class ResetDesk implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(ResetDesk.class);

    private static final int ROOM = 1_000;

    /** Few, so that a flood leaves the server something; more than one, so that a slow user store does not hold up all. */
    private static final int WORKERS = 2;

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Between two tries of one request: five minutes in all, longer than a fail-over of Redis or of the database. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int TRIES = 30;

    /** Does the work of one request; throws what may pass by itself. */
    @FunctionalInterface
    interface Work {

        void accept(ResetRequest request);
    }

    /** @param due in nanoseconds of {@link System#nanoTime()} */
    private record Waiting(ResetRequest request, int tries, long due) {}

    private final Work work;
    private final MeterRegistry registry;
    private final Duration tick;
    private final Duration again;
    private final BlockingQueue<Waiting> waiting;
    private final AtomicBoolean fullTold = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(WORKERS, task -> {
        Thread thread = new Thread(task, "porter-reset");
        thread.setDaemon(true);
        return thread;
    });

    ResetDesk(Work work, MeterRegistry registry) {
        this(work, registry, ROOM, TICK, AGAIN);
    }

    ResetDesk(Work work, MeterRegistry registry, int room, Duration tick, Duration again) {
        this.work = work;
        this.registry = registry;
        this.tick = tick;
        this.again = again;
        this.waiting = new ArrayBlockingQueue<>(room);
    }

    void open() {
        for (int i = 0; i < WORKERS; i++) {
            workers.scheduleWithFixedDelay(this::workOff, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Takes the request if and when the session's transaction is committed. */
    void takeAfterCommit(KeycloakSession session, ResetRequest request) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                take(request);
            }

            @Override
            protected void rollbackImpl() {
                // then the answer was an error, and nobody waits for a mail
            }
        });
    }

    void take(ResetRequest request) {
        take(new Waiting(request, 1, System.nanoTime()));
    }

    private void take(Waiting next) {
        if (waiting.offer(next)) {
            return;
        }
        lost("full");
        if (fullTold.compareAndSet(false, true)) {
            LOGGER.warnf(
                    "More password resets are asked for than can be worked off: beyond %d waiting ones they are dropped",
                    waiting.size());
        }
    }

    /** Looks at each that waits now, once. */
    private void workOff() {
        for (int left = waiting.size(); left > 0; left--) {
            Waiting next = waiting.poll();
            if (next == null) {
                break;
            }
            if (next.due() - System.nanoTime() > 0) {
                take(next);
            } else {
                workOff(next);
            }
        }
        if (waiting.remainingCapacity() > 0) {
            fullTold.set(false);
        }
    }

    private void workOff(Waiting next) {
        try {
            work.accept(next.request());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // the message may hold what was typed
            String what = e.getClass().getName();
            if (next.tries() < TRIES) {
                LOGGER.debugf("A password reset is tried again: %s", what);
                take(new Waiting(next.request(), next.tries() + 1, System.nanoTime() + again.toNanos()));
            } else {
                LOGGER.errorf("A password reset was not worked off and has to be asked for again: %s", what);
                lost("failed");
            }
        }
    }

    private void lost(String reason) {
        Counter.builder("porter.reset.lost")
                .description("Requests for a new password that were dropped")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** Works off what waits, for a few seconds at the most. */
    @Override
    public void close() {
        long end = System.nanoTime() + STOP.toNanos();
        workers.shutdown();
        try {
            if (workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                for (int left = waiting.size(); left > 0 && System.nanoTime() < end; left--) {
                    workOff(waiting.remove());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        if (!waiting.isEmpty()) {
            LOGGER.warnf("%d password resets were not worked off at the stop", waiting.size());
        }
    }
}
