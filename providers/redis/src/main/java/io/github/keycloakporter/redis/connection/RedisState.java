package io.github.keycloakporter.redis.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of Redis.
 *
 * @param phase whether it can do its work
 * @param since when the phase began
 * @param version the server's version as it says itself, or {@code unknown}
 * @param problem why it cannot do its work, with the option and the fix; empty while it can
 * @param workedOnce whether it could at any time since this server started
 */
public record RedisState(Phase phase, Instant since, String version, Optional<String> problem, boolean workedOnce) {

    public enum Phase {
        /** The first connection is being made. */
        CONNECTING,
        /** Writes, reads and runs scripts. */
        UP,
        /** Does not; Porter goes on trying. */
        DOWN
    }

    static final String UNKNOWN_VERSION = "unknown";

    static RedisState connecting() {
        return new RedisState(Phase.CONNECTING, Instant.now(), UNKNOWN_VERSION, Optional.empty(), false);
    }

    public boolean up() {
        return phase == Phase.UP;
    }

    /**
     * Whether a load balancer may send requests to this node.
     *
     * @param takesOut whether a Redis that stops working takes a node out; one that never worked does in any case
     */
    boolean ready(boolean takesOut) {
        return up() || workedOnce && !takesOut;
    }

    /** @param found why Redis cannot do its work; empty if it can */
    RedisState next(Optional<String> found) {
        Phase next = found.isEmpty() ? Phase.UP : Phase.DOWN;
        return new RedisState(
                next, next == phase ? since : Instant.now(), version, found, workedOnce || found.isEmpty());
    }

    RedisState version(String found) {
        return new RedisState(phase, since, found, problem, workedOnce);
    }
}
