package io.github.keycloakporter.spi.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer of a rate limiter.
 *
 * @param retryAfter zero when allowed; else the time until every limit asked has a permit again, if nobody else takes it
 * @param deniedBy empty when allowed; else the limit that has to be waited for longest
 */
public record Decision(boolean allowed, Duration retryAfter, Optional<Limit> deniedBy) {

    public static final Decision ALLOWED = new Decision(true, Duration.ZERO, Optional.empty());

    public static Decision denied(Duration retryAfter, Limit by) {
        return new Decision(false, retryAfter, Optional.of(by));
    }

    /** Whether it was denied by a limit of that dimension. */
    public boolean deniedBy(Dimension dimension) {
        return deniedBy.filter(limit -> limit.name().endsWith("." + dimension.tag()))
                .isPresent();
    }

    /** Whether it was denied because of the recipient, whoever asked. */
    public boolean deniedByRecipient() {
        return deniedBy(Dimension.ADDRESS) || deniedBy(Dimension.MAILBOX);
    }

    /** The wait in whole seconds, rounded up: the unit of the Retry-After header (RFC 9110, 10.2.3). */
    public long retryAfterSeconds() {
        return retryAfter.plusNanos(999_999_999).toSeconds();
    }
}
