package io.github.keycloakporter.spi.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * One limit of one subject.
 *
 * @param name what is limited, such as {@code verify-email.address}: two limits of different names, or of different periods,
 *     never share a count
 * @param subject who is limited: a user id, an address, an IP. Stored only as a hash.
 * @param permits how many at once; 1 or more
 * @param period the time in which that many permits come back; at least a millisecond a permit
 */
public record Limit(String name, String subject, int permits, Duration period) {

    public Limit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subject, "subject");
        if (permits < 1) {
            throw new IllegalArgumentException("Limit " + name + ": permits must be 1 or more, not " + permits);
        }
        if (period.toMillis() < permits) {
            throw new IllegalArgumentException(
                    "Limit " + name + ": the period must be at least 1 ms a permit, not " + period);
        }
    }
}
