package io.github.keycloakporter.email.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exponential waits with 20 % jitter either way, so that what failed together does not come back together. */
final class Backoff {

    private static final double JITTER = 0.2;

    private final Duration first;
    private final Duration max;
    private final RandomGenerator random;

    Backoff(Duration first, Duration max, RandomGenerator random) {
        this.first = first;
        this.max = max;
        this.random = random;
    }

    /**
     * @param attempts how many were made, this one included
     * @param asked what the mail server asks for (Retry-After); never cut short
     */
    Duration after(int attempts, Optional<Duration> asked) {
        double doubled = first.toMillis() * Math.pow(2, Math.max(0, attempts - 1));
        double jitter = 1 - JITTER + 2 * JITTER * random.nextDouble();
        Duration own = Duration.ofMillis((long) (Math.min(doubled, max.toMillis()) * jitter));
        return asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
    }
}
