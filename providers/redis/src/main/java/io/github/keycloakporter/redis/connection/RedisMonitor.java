package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.connection.driver.CallFailure;
import io.github.keycloakporter.redis.connection.driver.OpenConnection;
import io.github.keycloakporter.redis.connection.driver.RedisConnector;
import io.github.keycloakporter.redis.connection.driver.RedisRights;
import io.github.keycloakporter.redis.connection.driver.RedisTrouble;
import io.github.keycloakporter.redis.connection.driver.SharedConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tends the connections from a thread of its own, and knows whether Redis can do its work. */
final class RedisMonitor implements AutoCloseable {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration RIGHTS_CHECK = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(RedisMonitor.class);

    private final RedisConfig config;
    private final RedisConnector connector;
    private final List<SharedConnection> connections;
    private final ScheduledExecutorService thread;
    private final AtomicReference<RedisState> state = new AtomicReference<>(RedisState.connecting());

    // of the monitor's thread alone
    private boolean rightsFound;
    private long rightsChecked;
    private RedisTrouble logged;
    private long lastWake = System.nanoTime() - ROUND.toNanos();

    RedisMonitor(RedisConfig config) {
        this.config = config;
        this.connector = RedisConnector.of(config, this::wake);
        Duration maxSilence = config.commandTimeout().plus(ROUND.multipliedBy(2));
        this.connections = IntStream.range(0, config.connections())
                .mapToObj(i -> new SharedConnection(connector, maxSilence))
                .toList();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread monitor = new Thread(task, "porter-redis-monitor");
            monitor.setDaemon(true);
            return monitor;
        });
    }

    /** Begins, and returns at once: Redis need not be there yet. */
    void start() {
        thread.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    RedisState state() {
        return state.get();
    }

    /** By the calling thread, over one of the shared connections. */
    Optional<RedisAudit> audit() {
        Optional<OpenConnection> open = usable().findFirst();
        try {
            return open.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RedisAudit.of(open.get(), config.keyPrefix(), config.commandTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    List<SharedConnection> connections() {
        return connections;
    }

    /** Replaces a connection that broke: at once, or in the next round if one broke shortly before. */
    private void wake() {
        try {
            thread.execute(() -> {
                long now = System.nanoTime();
                if (connections.stream().anyMatch(SharedConnection::broken) && now - lastWake > ROUND.toNanos()) {
                    lastWake = now;
                    round();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("A connection to Redis broke while the server shuts down", e);
        }
    }

    private void round() {
        try {
            boolean reachable = true;
            for (SharedConnection connection : connections) {
                // where one could not connect, the next would only wait for the same server again
                if (!connection.tend(reachable)) {
                    reachable = false;
                    Throwable cause = connection.failure().cause();
                    connections.forEach(other -> other.giveUp(cause));
                }
            }
            observe();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // a task that throws is never run again: then nobody would reconnect
            LOG.error("Tending the connections to Redis failed; the next round is in " + ROUND.toMillis() + " ms", e);
        }
    }

    private void observe() throws InterruptedException {
        Optional<CallFailure> failure = connections.stream().anyMatch(SharedConnection::works)
                ? Optional.empty()
                : connections.stream()
                        .map(SharedConnection::failure)
                        .filter(Objects::nonNull)
                        .findFirst();
        Optional<String> missing = missingRights(failure);
        if (Thread.currentThread().isInterrupted()) {
            return; // the server shuts down: what just failed says nothing of Redis
        }
        RedisTrouble trouble = missing.isPresent()
                ? RedisTrouble.RIGHTS
                : failure.map(CallFailure::trouble).orElse(null);
        Optional<String> problem = missing.or(() -> failure.map(CallFailure::reasonAndAdvice));
        RedisState before = state.getAndUpdate(known -> known.next(problem));
        rightsFound = problem.isEmpty();
        if (problem.isEmpty() && !before.up()) {
            works(before);
        } else if (problem.isPresent() && trouble != logged) {
            LOG.warnf("Redis at %s cannot be used, and what needs it is refused. %s", config.where(), problem.get());
        }
        logged = trouble;
    }

    /** Looked for after each outage, as long as something is missing, and once a minute: a user's rights may change. */
    private Optional<String> missingRights(Optional<CallFailure> failure) throws InterruptedException {
        boolean refused =
                failure.filter(why -> why.kind() == CallFailure.Kind.REFUSED).isPresent();
        long now = System.nanoTime();
        boolean recent = rightsFound && now - rightsChecked < RIGHTS_CHECK.toNanos();
        if (failure.isPresent() ? !refused : recent) {
            return Optional.empty();
        }
        rightsChecked = now;
        Optional<OpenConnection> open = usable().findFirst();
        return open.isEmpty()
                ? Optional.empty()
                : RedisRights.problem(open.get(), config.keyPrefix(), config.connectTimeout());
    }

    private void works(RedisState before) {
        LOG.infof(
                "Redis at %s works (%s)%s",
                config.where(),
                config.mode().name().toLowerCase(Locale.ROOT),
                before.phase() == RedisState.Phase.DOWN
                        ? " again after "
                                + Duration.between(before.since(), Instant.now())
                                        .toSeconds() + " s"
                        : "");
        usable().findFirst().ifPresent(open -> open.commands().info().whenComplete((info, refused) -> {
            if (refused == null) {
                ServerFacts facts = ServerFacts.of(info);
                state.updateAndGet(known -> known.version(facts.version()));
                facts.complaints().forEach(LOG::warn);
            } else if (CallFailure.of(refused).trouble() == RedisTrouble.RIGHTS) {
                LOG.warn("Redis does not say its version and its maxmemory-policy, so Porter cannot check them:"
                        + " give the ACL user +info");
            }
        }));
    }

    private Stream<OpenConnection> usable() {
        return connections.stream().map(SharedConnection::ready).filter(Objects::nonNull);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        connections.forEach(SharedConnection::close);
        connector.close();
    }
}
