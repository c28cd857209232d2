package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.connection.driver.CallFailure;
import io.github.keycloakporter.redis.connection.driver.OpenConnection;
import io.github.keycloakporter.redis.connection.driver.SharedConnection;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Sends each call over the next of the shared connections and waits for the answer. */
final class LettuceConnection implements RedisConnection {

    private static final Logger LOG = Logger.getLogger(LettuceConnection.class);

    private final List<SharedConnection> connections;
    private final RedisMetrics metrics;
    private final Duration timeout;
    private final String keyPrefix;
    private final String where;
    private final AtomicInteger turn = new AtomicInteger();

    LettuceConnection(List<SharedConnection> connections, RedisMetrics metrics, RedisConfig config) {
        this.connections = connections;
        this.metrics = metrics;
        this.timeout = config.commandTimeout();
        this.keyPrefix = config.keyPrefix();
        this.where = config.where();
    }

    @Override
    public <T> T call(String operation, Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
        return measured(operation, deadline -> send(command, deadline));
    }

    @Override
    public <T> T run(RedisScript<T> script, List<byte[]> keys, byte[]... arguments) {
        byte[][] names = keys.toArray(byte[][]::new);
        return measured(script.name(), deadline -> {
            try {
                return send(redis -> redis.evalsha(script.sha1(), script.output(), names, arguments), deadline);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RedisNoScriptException) {
                    return send(redis -> redis.eval(script.source(), script.output(), names, arguments), deadline);
                }
                throw e;
            }
        });
    }

    @Override
    public void ensureThere(String operation) {
        long start = System.nanoTime();
        try {
            if (!next(start + timeout.toNanos()).intact()) {
                throw failed(operation, start, new RedisException("Not connected"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(operation, start, e);
        } catch (ExecutionException | TimeoutException e) {
            throw failed(operation, start, e);
        }
    }

    /** A connection that is being replaced is not in use: calls pass it over. */
    @Override
    public boolean answeredSince(long nanos) {
        boolean one = false;
        for (SharedConnection connection : connections) {
            if (connection.ready() != null) {
                if (!connection.workedSince(nanos)) {
                    return false;
                }
                one = true;
            }
        }
        return one;
    }

    @Override
    public byte[] key(String kind, String... parts) {
        StringBuilder key = new StringBuilder(keyPrefix).append(':').append(kind);
        for (String part : parts) {
            key.append(':').append(part);
        }
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }

    private <T> T measured(String operation, Call<T> call) {
        long start = System.nanoTime();
        try {
            T answer = call.until(start + timeout.toNanos());
            metrics.answered(operation, start);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(operation, start, e);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            throw failed(operation, start, e);
        }
    }

    private RuntimeException failed(String operation, long start, Exception thrown) {
        CallFailure failure = CallFailure.of(thrown);
        metrics.failed(operation, start, failure.kind());
        LOG.debugf(
                failure.kind() == CallFailure.Kind.REFUSED ? null : thrown,
                "%s failed: %s",
                operation,
                failure.reason());
        return failure.exception(operation, where);
    }

    private <T> T send(Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        RedisFuture<T> answer = command.apply(next(deadline).commands());
        try {
            return answer.get(left(deadline), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            // still in the queue? then it must not be sent any more: the caller is told that it failed
            answer.cancel(true);
            throw e;
        }
    }

    private OpenConnection next(long deadline) throws ExecutionException, InterruptedException, TimeoutException {
        int first = Math.floorMod(turn.getAndIncrement(), connections.size());
        for (int i = 0; i < connections.size(); i++) {
            OpenConnection open =
                    connections.get((first + i) % connections.size()).ready();
            if (open != null) {
                return open;
            }
        }
        return connections.get(first).await(left(deadline));
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    @FunctionalInterface
    private interface Call<T> {
        T until(long deadline) throws ExecutionException, InterruptedException, TimeoutException;
    }
}
