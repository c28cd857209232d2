package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Lettuce and nothing else: the very connections the stores use, in turn as they use them. For one thread. */
public final class BareRedis {

    /** As many as Porter opens by default. */
    private static final int CONNECTIONS = 2;

    private static final Duration OPENING = Duration.ofSeconds(20);
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(20).toNanos();

    private final List<RedisClusterAsyncCommands<byte[], byte[]>> connections;
    private int turn;

    public BareRedis(RedisConnection redis) {
        this.connections = List.copyOf(behind(redis));
    }

    public <T> T call(Function<RedisClusterAsyncCommands<byte[], byte[]>, ? extends RedisFuture<? extends T>> command) {
        turn = (turn + 1) % CONNECTIONS;
        try {
            return command.apply(connections.get(turn)).get(TIMEOUT_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Redis was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis did not answer: the figures would be worth nothing", e);
        }
    }

    /** The connections are made in the background; calls go over those that are there already. */
    private static Set<RedisClusterAsyncCommands<byte[], byte[]>> behind(RedisConnection redis) {
        Set<RedisClusterAsyncCommands<byte[], byte[]>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        long deadline = System.nanoTime() + OPENING.toNanos();
        while (seen.size() < CONNECTIONS) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Only " + seen.size() + " of " + CONNECTIONS + " connections were opened");
            }
            redis.call("benchmark.look", commands -> {
                seen.add(commands);
                return commands.ping();
            });
        }
        return seen;
    }
}
