package io.github.keycloakporter.verification.trust;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * How many accounts that have to prove their address do so, and how long that takes: {@code porter_verification_accounts_total{realm,step}} and
 * {@code porter_verification_seconds}. What happens to their emails between the two steps is told by the outbox.
 */
final class VerificationMetrics {

    private enum Step {
        /** An account has to prove its address for the first time. */
        STARTED,
        /** It did. */
        VERIFIED
    }

    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofHours(24)
    };

    private final MeterRegistry registry;
    private final Timer time;

    VerificationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.time = Timer.builder("porter.verification")
                .description("From the moment an account had to prove its address to its first proof")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** The counters of one realm, at 0. */
    void realm(String realm) {
        for (Step step : Step.values()) {
            steps(realm, step);
        }
    }

    void started(String realm) {
        steps(realm, Step.STARTED).increment();
    }

    void verified(String realm, Duration after) {
        steps(realm, Step.VERIFIED).increment();
        time.record(after.isNegative() ? Duration.ZERO : after);
    }

    private Counter steps(String realm, Step step) {
        return Counter.builder("porter.verification.accounts")
                .description("Accounts that have to prove their address, by step")
                .tag("realm", realm)
                .tag("step", step.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
