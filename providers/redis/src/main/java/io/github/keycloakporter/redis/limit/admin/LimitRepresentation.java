package io.github.keycloakporter.redis.limit.admin;

import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitUsage;
import io.github.keycloakporter.spi.limit.Rate;
import java.time.Duration;

/**
 * A limit as the Admin REST API shows it.
 *
 * @param action such as {@code verify-email}
 * @param dimension such as {@code address}
 * @param rate such as {@code 5/1h}
 * @param used permits that are not back yet
 * @param fullAgainIn seconds until all are back, rounded up; 0 where none is used
 */
public record LimitRepresentation(String action, String dimension, String rate, int used, long fullAgainIn) {

    private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_999);

    static LimitRepresentation of(LimitUsage usage) {
        Limit limit = usage.limit();
        int dot = limit.name().lastIndexOf('.');
        return new LimitRepresentation(
                limit.name().substring(0, dot),
                limit.name().substring(dot + 1),
                new Rate(limit.permits(), limit.period()).toString(),
                usage.used(),
                usage.fullAgainIn().plus(ALMOST_A_SECOND).toSeconds());
    }
}
