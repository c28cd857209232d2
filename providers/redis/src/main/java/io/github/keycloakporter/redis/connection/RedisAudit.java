package io.github.keycloakporter.redis.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.keycloakporter.redis.connection.driver.OpenConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.keycloak.common.util.Time;

/**
 * What the running Redis shows of its configuration. Asked on request only, by commands that change nothing.
 *
 * @param facts empty where the user may not ask
 * @param excess what the user may do that Porter never does, as ends of a sentence
 * @param ahead how far Redis's clock is ahead of this node's; negative where it is behind
 */
record RedisAudit(Optional<ServerFacts> facts, List<String> excess, Optional<Duration> ahead) {

    /** Blocks no longer than the timeout for each of five commands. */
    static RedisAudit of(OpenConnection open, String keyPrefix, Duration timeout) throws InterruptedException {
        RedisClusterAsyncCommands<byte[], byte[]> redis = open.commands();
        byte[] own = (keyPrefix + ":health").getBytes(US_ASCII);
        byte[] foreign = ("check-config:" + keyPrefix).getBytes(US_ASCII);

        List<String> excess = new ArrayList<>();
        // SORT of a key that does not exist: it reads nothing, and belongs to @dangerous as FLUSHALL and KEYS do
        answer(redis.sort(own), timeout)
                .ifPresent(any -> excess.add("may run dangerous commands, such as FLUSHALL and KEYS"));
        answer(redis.configGet("maxmemory"), timeout).ifPresent(any -> excess.add("may run CONFIG"));
        answer(redis.exists(foreign), timeout)
                .ifPresent(any -> excess.add("may use keys outside of the prefix " + keyPrefix));

        Optional<ServerFacts> facts = answer(redis.info(), timeout).map(ServerFacts::of);
        long before = Time.currentTimeMillis();
        Optional<Duration> ahead = answer(redis.time(), timeout).map(time -> {
            Instant here = Instant.ofEpochMilli((before + Time.currentTimeMillis()) / 2);
            Instant there = Instant.ofEpochSecond(Long.parseLong(new String(time.get(0), US_ASCII)))
                    .plusNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(new String(time.get(1), US_ASCII))));
            return Duration.between(here, there);
        });
        return new RedisAudit(facts, List.copyOf(excess), ahead);
    }

    /** Empty where the user may not run the command, or nobody answered. */
    private static <T> Optional<T> answer(CompletionStage<T> command, Duration timeout) throws InterruptedException {
        try {
            return Optional.ofNullable(command.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}
