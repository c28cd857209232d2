package io.github.keycloakporter.redis.connection;

import java.time.Instant;

/**
 * What is known of Redis.
 *
 * @param phase whether it answers
 * @param since when the phase began
 * @param version the server's version as it says itself, or {@code unknown}
 */
public record RedisState(Phase phase, Instant since, String version) {

    public enum Phase {
        /** The first connection is being made. */
        CONNECTING,
        /** Answers. */
        UP,
        /** Does not answer; the driver goes on trying. */
        DOWN
    }

    static final String UNKNOWN_VERSION = "unknown";

    static RedisState connecting() {
        return new RedisState(Phase.CONNECTING, Instant.now(), UNKNOWN_VERSION);
    }

    public boolean up() {
        return phase == Phase.UP;
    }

    RedisState to(Phase next) {
        return next == phase ? this : new RedisState(next, Instant.now(), version);
    }

    RedisState version(String found) {
        return new RedisState(phase, since, found);
    }
}
