package io.github.keycloakporter.redis.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.connection.driver.OpenConnection;
import io.github.keycloakporter.redis.connection.driver.SharedConnection;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.lettuce.core.SetArgs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;

/**
 * Counts the keys under the prefix, by kind: {@code porter_redis_keys{kind}}, {@code porter_redis_keys_without_expiry{kind}},
 * {@code porter_redis_keys_ttl_seconds{kind}}, {@code porter_redis_keys_age_seconds}, {@code porter_links_expired_unused_total}.
 *
 * <p>One node counts in each interval: the one that sets a key which lives as long. It leaves the result in Redis, and every node
 * shows that. Counting goes in small steps with pauses nine times as long, so it takes a tenth of Redis's time at most. A key
 * that is written meanwhile may be left out or counted twice.
 */
final class KeyCensus implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KeyCensus.class);

    private static final RedisScript<List<Object>> COUNT = RedisScript.list(KeyCensus.class, "key-count");

    private static final String KIND = "count";
    private static final int STEP = 500;
    private static final int PAUSES = 9;
    private static final Duration RESULT_KEPT = Duration.ofDays(1);
    private static final byte[] VALUE = {'1'};

    private final RedisConnection redis;
    private final List<SharedConnection> connections;
    private final byte[] prefix;
    private final Duration interval;
    private final MeterRegistry registry;
    private final Counter expiredUnused;
    private final List<Meter> gauges = new ArrayList<>();
    private final ScheduledExecutorService thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile KeyCounts known;

    KeyCensus(
            RedisConnection redis,
            List<SharedConnection> connections,
            RedisConfig config,
            Duration interval,
            MeterRegistry registry) {
        this.redis = redis;
        this.connections = connections;
        this.prefix = (config.keyPrefix() + ':').getBytes(US_ASCII);
        this.interval = interval;
        this.registry = registry;
        this.expiredUnused = Counter.builder("porter.links.expired.unused")
                .description("Links that expired and that nobody had used")
                .register(registry);
        for (String kind : KeyCounts.labels()) {
            gauge("porter.redis.keys", "Keys of Porter in Redis", kind, counts -> of(counts, kind)
                    .keys());
            gauge("porter.redis.keys.without.expiry", "Keys that stay for ever; none should", kind, counts -> of(
                            counts, kind)
                    .eternal());
            gauge("porter.redis.keys.ttl.seconds", "How long a key lives on, on average", kind, counts -> of(
                            counts, kind)
                    .averageLife());
        }
        gauge("porter.redis.keys", "Keys of Porter in Redis", KeyCounts.CODE, KeyCounts::codes);
        gauges.add(Gauge.builder(
                        "porter.redis.keys.age.seconds",
                        () -> known == null ? Double.NaN : Math.max(0, now() - known.at()) / 1000.0)
                .description("When the keys were counted, in seconds before now")
                .strongReference(true)
                .register(registry));
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread counter = new Thread(task, "porter-redis-keys");
            counter.setDaemon(true);
            return counter;
        });
    }

    private static KeyCounts.Count of(KeyCounts counts, String kind) {
        return counts.kinds().get(kind);
    }

    private void gauge(String name, String description, String kind, ToDoubleFunction<KeyCounts> figure) {
        gauges.add(Gauge.builder(name, () -> known == null ? Double.NaN : figure.applyAsDouble(known))
                .description(description)
                .tag("kind", kind)
                .strongReference(true)
                .register(registry));
    }

    void start() {
        long millis = interval.toMillis();
        // soon, so that a new installation shows figures at once
        thread.scheduleWithFixedDelay(this::round, Math.min(5_000, millis), millis, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            Optional<KeyCounts> stored = stored();
            if (claimTurn(SetArgs.Builder.nx())) {
                KeyCounts counted = count(stored.map(KeyCounts::at));
                byte[] text = counted.text().getBytes(US_ASCII);
                redis.call(
                        "key-count.store",
                        commands -> commands.set(key("result"), text, SetArgs.Builder.px(RESULT_KEPT.toMillis())));
                known = counted;
            } else {
                stored.ifPresent(counts -> known = counts);
            }
        } catch (StoreUnavailableException e) {
            LOG.debugf("The keys are not counted: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // a task that throws is never run again
            LOG.warn("The keys of Redis cannot be counted; the next attempt is in " + interval.toSeconds() + " s", e);
        }
    }

    private Optional<KeyCounts> stored() {
        byte[] text = redis.call("key-count.result", commands -> commands.get(key("result")));
        return Optional.ofNullable(text).flatMap(found -> KeyCounts.parse(new String(found, US_ASCII)));
    }

    private boolean claimTurn(SetArgs how) {
        byte[] turn = key("turn");
        SetArgs lasting = how.px(interval.toMillis());
        return redis.call("key-count.turn", commands -> commands.set(turn, VALUE, lasting)) != null;
    }

    /** @param before when the keys were counted before that */
    private KeyCounts count(Optional<Long> before) throws InterruptedException {
        long start = System.nanoTime();
        long at = now();
        long since = before.map(time -> Math.max(0, Math.min(at - time, KeyKind.FATE_KEPT.toMillis())))
                .orElse(0L);
        KeyCounts counts = KeyCounts.none(at);
        long expired = 0;
        long renewed = start;
        for (String tag : tags()) {
            List<byte[]> where = List.of(key("{" + tag + "}"));
            byte[] cursor = {'0'};
            do {
                long began = System.nanoTime();
                if (began - renewed > interval.toNanos() / 2) {
                    claimTurn(new SetArgs());
                    renewed = began;
                }
                List<Object> step = redis.run(
                        COUNT,
                        where,
                        cursor,
                        prefix,
                        number(STEP),
                        number(Time.currentTimeMillis()),
                        number(KeyKind.FATE_KEPT.toMillis()),
                        number(TimeUnit.NANOSECONDS.toMillis(began - start)),
                        number(since));
                cursor = (byte[]) step.get(0);
                expired += (Long) step.get(2);
                counts = counts.plus(step);
                if (closed.await((System.nanoTime() - began) * PAUSES, TimeUnit.NANOSECONDS)) {
                    throw new InterruptedException("The server shuts down");
                }
            } while (cursor.length != 1 || cursor[0] != '0');
        }
        expiredUnused.increment(expired);
        return counts;
    }

    /** For each server with keys of its own a hash tag that leads to it. */
    private List<String> tags() {
        return connections.stream()
                .map(SharedConnection::ready)
                .filter(Objects::nonNull)
                .findFirst()
                .map(OpenConnection::tags)
                .orElse(List.of());
    }

    private byte[] key(String part) {
        return redis.key(KIND, part);
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(US_ASCII);
    }

    /** Of the wall, not Keycloak's: a clock that tests move would make the age wrong. */
    private static long now() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.shutdownNow();
        gauges.forEach(registry::remove);
    }
}
