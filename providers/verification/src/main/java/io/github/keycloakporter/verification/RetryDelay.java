package io.github.keycloakporter.verification;

import io.github.keycloakporter.spi.limit.Decision;

/**
 * How long somebody has to wait, in words: messages about it come in two forms, {@code key} for seconds and
 * {@code keyMinutes}.
 */
public record RetryDelay(long seconds) {

    /** Up to here people count in seconds. */
    private static final long SECONDS = 120;

    public static RetryDelay of(Decision decision) {
        return new RetryDelay(decision.retryAfterSeconds());
    }

    public String message(String key) {
        return seconds <= SECONDS ? key : key + "Minutes";
    }

    /** What the message counts, rounded up. */
    public long number() {
        return seconds <= SECONDS ? seconds : minutes();
    }

    public long minutes() {
        return (seconds + 59) / 60;
    }
}
