package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Lettuce and nothing else: the very connection the stores use. */
public final class BareRedis {

    private static final long TIMEOUT_NANOS = Duration.ofSeconds(20).toNanos();

    private final RedisClusterAsyncCommands<byte[], byte[]> connection;

    public BareRedis(RedisConnection redis) {
        AtomicReference<RedisClusterAsyncCommands<byte[], byte[]>> seen = new AtomicReference<>();
        redis.call("benchmark.look", commands -> {
            seen.set(commands);
            return commands.ping();
        });
        connection = seen.get();
    }

    public <T> T call(Function<RedisClusterAsyncCommands<byte[], byte[]>, ? extends RedisFuture<? extends T>> command) {
        try {
            return command.apply(connection).get(TIMEOUT_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Redis was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis did not answer: the figures would be worth nothing", e);
        }
    }
}
