package io.github.keycloakporter.spi.limit;

import java.time.Duration;

/**
 * The answer of a rate limiter.
 *
 * @param retryAfter zero when allowed; else the time until every limit asked has a permit again, if nobody else takes it
 */
public record Decision(boolean allowed, Duration retryAfter) {

    public static final Decision ALLOWED = new Decision(true, Duration.ZERO);

    public static Decision denied(Duration retryAfter) {
        return new Decision(false, retryAfter);
    }

    /** The wait in whole seconds, rounded up: the unit of the Retry-After header (RFC 9110, 10.2.3). */
    public long retryAfterSeconds() {
        return retryAfter.plusNanos(999_999_999).toSeconds();
    }
}
