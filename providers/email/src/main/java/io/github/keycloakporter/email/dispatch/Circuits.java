package io.github.keycloakporter.email.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * One circuit breaker for each mail server: one that keeps failing is left alone for a while, then tried with two mails.
 * Opens when half of the last ten calls failed, five at least.
 */
final class Circuits {

    private final CircuitBreakerRegistry registry;

    Circuits(Duration open, MeterRegistry meters) {
        registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(open)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
        registry.getEventPublisher().onEntryAdded(added -> gauge(added.getAddedEntry(), meters));
    }

    CircuitBreaker of(String server) {
        return registry.circuitBreaker(server);
    }

    private static void gauge(CircuitBreaker circuit, MeterRegistry meters) {
        Gauge.builder("porter.mail.circuit.open", circuit, Circuits::openness)
                .description("1 while a mail server is left alone, 0.5 while it is tried again, 0 otherwise")
                .tag("server", circuit.getName())
                .register(meters);
    }

    private static double openness(CircuitBreaker circuit) {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> 1;
            case HALF_OPEN -> 0.5;
            default -> 0;
        };
    }
}
