package io.github.keycloakporter.spi.limit;

import java.time.Duration;

/**
 * How much of a limit is used.
 *
 * @param used permits that are not back yet, from 0 to the limit's permits; one that is on its way back counts as used
 * @param fullAgainIn the time until all permits are back, if nobody takes one; zero where none is used
 */
public record LimitUsage(Limit limit, int used, Duration fullAgainIn) {

    /** From 0, nothing used, to 1, nothing left. */
    public double ratio() {
        return (double) used / limit.permits();
    }
}
