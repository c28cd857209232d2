package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server's /metrics tells of limits: {@code porter_limits_total{action,dimension,outcome,store}},
 * {@code porter_limits_fallback} and {@code porter_limits_fallbacks_total}. Labels come from {@link LimitedAction} and
 * {@link Dimension}; what is named otherwise is {@code other}.
 */
final class LimitMetrics implements AutoCloseable {

    private static final String NONE = "none";
    private static final String OTHER = "other";

    private record Labels(String action, String dimension, boolean allowed, StoreDecision.Place place) {}

    private final MeterRegistry registry;
    private final Gauge fallback;
    private final Counter fallbacks;
    private final Map<Labels, Counter> decided = new ConcurrentHashMap<>();

    /** By the name of a limit; few, because names that are not known are not kept. */
    private final Map<String, Labels> known = Arrays.stream(LimitedAction.values())
            .flatMap(action -> Stream.of(Dimension.values())
                    .map(dimension -> Map.entry(
                            LimitRules.name(action, dimension),
                            new Labels(action.tag(), dimension.tag(), false, StoreDecision.Place.REDIS))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    LimitMetrics(MeterRegistry registry, BooleanSupplier local) {
        this.registry = registry;
        this.fallback = Gauge.builder("porter.limits.fallback", () -> local.getAsBoolean() ? 1 : 0)
                .description("1 while this node counts limits by itself, because Redis does not answer")
                .strongReference(true)
                .register(registry);
        this.fallbacks = Counter.builder("porter.limits.fallbacks")
                .description("How often this node began to count limits by itself")
                .register(registry);
        for (StoreDecision.Place place : StoreDecision.Place.values()) {
            for (LimitedAction action : LimitedAction.values()) {
                create(new Labels(action.tag(), NONE, true, place));
                action.defaults()
                        .keySet()
                        .forEach(dimension -> create(new Labels(action.tag(), dimension.tag(), false, place)));
            }
        }
    }

    void tookOver() {
        fallbacks.increment();
    }

    /** @param first any of the limits: all of a call are of one action, or this one stands for them */
    void decided(Limit first, StoreDecision verdict) {
        Decision decision = verdict.decision();
        Limit limit = decision.deniedBy().orElse(first);
        Labels labels = new Labels(
                label(limit, Labels::action),
                decision.allowed() ? NONE : label(limit, Labels::dimension),
                decision.allowed(),
                verdict.place());
        decided.computeIfAbsent(labels, this::counter).increment();
    }

    private void create(Labels labels) {
        decided.computeIfAbsent(labels, this::counter);
    }

    private String label(Limit limit, Function<Labels, String> which) {
        Labels labels = known.get(limit.name());
        return labels == null ? OTHER : which.apply(labels);
    }

    private Counter counter(Labels labels) {
        return Counter.builder("porter.limits")
                .description("Decisions of the rate limiter")
                .tags("action", labels.action(), "dimension", labels.dimension())
                .tags(
                        "outcome",
                        labels.allowed() ? "allowed" : "denied",
                        "store",
                        labels.place().tag())
                .register(registry);
    }

    @Override
    public void close() {
        registry.remove(fallback);
    }
}
