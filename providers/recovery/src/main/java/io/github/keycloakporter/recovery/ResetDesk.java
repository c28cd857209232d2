package io.github.keycloakporter.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Where requests for a new password wait, in memory, until their answers have left. They are worked off by a clock and not
 * when they come: the work for somebody who has an account must not lengthen the very answer it belongs to.
 *
 * <p>One for each node. What does not fit is dropped and counted, and so is what fails: whoever asked may ask again.
 */
final class ResetDesk implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(ResetDesk.class);

    private static final int ROOM = 1_000;

    /** Few, so that a flood leaves the server something; more than one, so that a slow user store does not hold up all. */
    private static final int WORKERS = 2;

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Consumer<ResetRequest> work;
    private final MeterRegistry registry;
    private final Duration tick;
    private final BlockingQueue<ResetRequest> waiting;
    private final AtomicBoolean fullTold = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(WORKERS, task -> {
        Thread thread = new Thread(task, "porter-reset");
        thread.setDaemon(true);
        return thread;
    });

    ResetDesk(Consumer<ResetRequest> work, MeterRegistry registry) {
        this(work, registry, ROOM, TICK);
    }

    ResetDesk(Consumer<ResetRequest> work, MeterRegistry registry, int room, Duration tick) {
        this.work = work;
        this.registry = registry;
        this.tick = tick;
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
        if (waiting.offer(request)) {
            return;
        }
        lost("full");
        if (fullTold.compareAndSet(false, true)) {
            LOGGER.warnf(
                    "More password resets are asked for than can be worked off: beyond %d waiting ones they are dropped",
                    waiting.size());
        }
    }

    private void workOff() {
        for (ResetRequest next = waiting.poll(); next != null; next = waiting.poll()) {
            workOff(next);
        }
        fullTold.set(false);
    }

    private void workOff(ResetRequest request) {
        try {
            work.accept(request);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // the message may hold what was typed
            LOGGER.errorf(
                    "A password reset was not worked off and has to be asked for again: %s",
                    e.getClass().getName());
            lost("failed");
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
                while (!waiting.isEmpty() && System.nanoTime() < end) {
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
