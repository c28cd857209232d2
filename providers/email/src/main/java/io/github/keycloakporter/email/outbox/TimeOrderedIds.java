package io.github.keycloakporter.email.outbox;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs version 7 (RFC 9562, 5.7): rows of one hour lie together in the index, and ids sort by time. Those of one node also sort
 * by the order in which they were asked for, within one millisecond and over a clock that is set back (RFC 9562, 6.2).
 */
public final class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;

    private final SecureRandom random = new SecureRandom();

    /** Milliseconds and counter of the last id. A counter that is full borrows the next millisecond. */
    private final AtomicLong last = new AtomicLong();

    String next(long nowMillis) {
        // the first of a millisecond starts in the lower half, so that the counter has room
        long fresh = (nowMillis << COUNTER_BITS) | random.nextInt(1 << (COUNTER_BITS - 1));
        long time = last.updateAndGet(previous -> Math.max(previous + 1, fresh));
        long high = (time >>> COUNTER_BITS << 16) | 0x7000 | (time & 0xfff);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
