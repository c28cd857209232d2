package io.github.keycloakporter.email.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Circuit breakers by name: what keeps failing is left alone for a while, then tried with two mails. One opens when half of the
 * last six calls failed, three at least, which a single waiting mail reaches within a minute.
 *
 * <p>Each logs one WARN when it opens and one when it closes, however often it was tried in between.
 */
final class CircuitBreakers {

    private static final Logger LOGGER = Logger.getLogger(CircuitBreakers.class);

    private final CircuitBreakerRegistry registry;
    private final Map<String, String> lastError = new ConcurrentHashMap<>();

    /** @param open how long an open circuit lets nothing through */
    CircuitBreakers(Duration open, MeterRegistry meters) {
        registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(6)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(50)
                .waitDurationInOpenState(open)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
        registry.getEventPublisher().onEntryAdded(added -> {
            CircuitBreaker circuit = added.getAddedEntry();
            gauge(circuit, meters);
            circuit.getEventPublisher().onError(this::remember).onStateTransition(this::log);
        });
    }

    CircuitBreaker of(String name) {
        return registry.circuitBreaker(name);
    }

    /** @param code class and code of the failure, for the log */
    static void failed(CircuitBreaker circuit, long nanos, String code) {
        circuit.onError(nanos, TimeUnit.NANOSECONDS, new Failure(code));
    }

    private void remember(CircuitBreakerOnErrorEvent error) {
        lastError.put(error.getCircuitBreakerName(), error.getThrowable().getMessage());
    }

    private void log(CircuitBreakerOnStateTransitionEvent event) {
        State from = event.getStateTransition().getFromState();
        State to = event.getStateTransition().getToState();
        String name = event.getCircuitBreakerName();
        if (from == State.CLOSED && to == State.OPEN) {
            LOGGER.warnf(
                    "Mail cannot leave by %s (last error: %s); it is tried again from time to time, mails wait or take the"
                            + " next transport",
                    name, lastError.getOrDefault(name, "unknown"));
        } else if (to == State.CLOSED) {
            LOGGER.warnf("Mail leaves by %s again", name);
        }
    }

    private static void gauge(CircuitBreaker circuit, MeterRegistry meters) {
        Gauge.builder("porter.mail.circuit.open", circuit, CircuitBreakers::openness)
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

    /** What the circuit breaker counts; nobody catches it. */
    private static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        Failure(String code) {
            super(code, null, false, false);
        }
    }
}
