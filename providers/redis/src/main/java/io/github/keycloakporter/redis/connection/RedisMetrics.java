package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.driver.CallFailure;
import io.github.keycloakporter.redis.connection.driver.SharedConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the server's /metrics tells of Redis: {@code porter_redis_command_seconds{operation,outcome}},
 * {@code porter_redis_errors_total{operation,error}}, {@code porter_redis_up} and
 * {@code porter_redis_connections_open}.
 */
final class RedisMetrics implements AutoCloseable {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1)
    };

    private record Operation(Timer answered, Timer failed, Map<CallFailure.Kind, Counter> errors) {}

    private final MeterRegistry registry;
    private final List<Meter> gauges;
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();

    RedisMetrics(MeterRegistry registry, List<SharedConnection> connections, Supplier<RedisState> state) {
        this.registry = registry;
        this.gauges = List.of(
                Gauge.builder("porter.redis.up", () -> state.get().up() ? 1 : 0)
                        .description("1 while Redis writes, reads and runs scripts")
                        .strongReference(true)
                        .register(registry),
                Gauge.builder("porter.redis.connections.open", () -> connections.stream()
                                .filter(connection -> connection.ready() != null)
                                .count())
                        .description("Connections to Redis that can be used")
                        .strongReference(true)
                        .register(registry));
    }

    void answered(String operation, long startNanos) {
        of(operation).answered().record(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    void failed(String operation, long startNanos, CallFailure.Kind kind) {
        Operation meters = of(operation);
        meters.failed().record(Duration.ofNanos(System.nanoTime() - startNanos));
        meters.errors().get(kind).increment();
    }

    /** All meters of an operation exist from its first call, whatever came of that: the first failure is then a step from 0. */
    private Operation of(String operation) {
        return operations.computeIfAbsent(operation, name -> {
            Map<CallFailure.Kind, Counter> errors = new EnumMap<>(CallFailure.Kind.class);
            for (CallFailure.Kind kind : CallFailure.Kind.values()) {
                errors.put(
                        kind,
                        Counter.builder("porter.redis.errors")
                                .description("Calls to Redis that got no answer or an error")
                                .tags("operation", name, "error", kind.tag())
                                .register(registry));
            }
            return new Operation(timer(name, "answered"), timer(name, "failed"), errors);
        });
    }

    private Timer timer(String operation, String outcome) {
        return Timer.builder("porter.redis.command")
                .description("Time a caller waited for Redis")
                .tags("operation", operation, "outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
