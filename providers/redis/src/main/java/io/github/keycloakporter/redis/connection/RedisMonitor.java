package io.github.keycloakporter.redis.connection;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Tends the connections from a thread of its own, and knows whether Redis answers. */
final class RedisMonitor implements AutoCloseable {

    static final Duration ROUND = Duration.ofSeconds(1);

    private static final String NO_ANSWER = "no answer to PING";
    private static final Logger LOG = Logger.getLogger(RedisMonitor.class);

    private final List<SharedConnection> connections;
    private final RedisConfig config;
    private final ScheduledExecutorService thread;
    private ScheduledFuture<?> rounds;

    private final AtomicReference<RedisState> state = new AtomicReference<>(RedisState.connecting());
    private String reason = NO_ANSWER;

    RedisMonitor(List<SharedConnection> connections, RedisConfig config) {
        this.connections = connections;
        this.config = config;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread monitor = new Thread(task, "porter-redis-monitor");
            monitor.setDaemon(true);
            return monitor;
        });
    }

    /** Begins, and returns at once: Redis need not be there yet. */
    void start() {
        rounds = thread.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    RedisState state() {
        return state.get();
    }

    private void round() {
        try {
            boolean reachable = true;
            for (SharedConnection connection : connections) {
                // where one could not connect, the next would only wait for the same server again
                if (!connection.tend(reachable)) {
                    reachable = false;
                    reason = CallFailure.of(connection.failure()).reason();
                    connections.forEach(other -> other.giveUp(connection.failure()));
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                return; // the server shuts down: what just failed says nothing of Redis
            }
            observe(connections.stream().anyMatch(SharedConnection::answering));
        } catch (RuntimeException e) {
            // a task that throws is never run again: then nobody would reconnect
            LOG.error("Tending the connections to Redis failed; the next round is in " + ROUND.toMillis() + " ms", e);
        }
    }

    private void observe(boolean answers) {
        RedisState.Phase phase = answers ? RedisState.Phase.UP : RedisState.Phase.DOWN;
        if (state.getAndUpdate(before -> before.to(phase)).phase() == phase) {
            return;
        }
        if (answers) {
            LOG.infof(
                    "Redis at %s answers (%s)",
                    config.where(), config.mode().name().toLowerCase(Locale.ROOT));
            reason = NO_ANSWER;
            askWhoItIs();
        } else {
            LOG.warnf("Redis at %s cannot be used (%s): what needs it is refused until it can", config.where(), reason);
        }
    }

    private void askWhoItIs() {
        connections.stream()
                .map(SharedConnection::ready)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(open -> open.commands().info().whenComplete((info, failure) -> {
                    if (failure == null) {
                        ServerFacts facts = ServerFacts.of(info);
                        state.updateAndGet(known -> known.version(facts.version()));
                        facts.complaints().forEach(LOG::warn);
                    } else {
                        LOG.debug("Redis does not say its version: the user may lack the INFO permission");
                    }
                }));
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.cancel(true);
        }
        thread.shutdownNow();
    }
}
