package io.github.keycloakporter.email.outbox;

import java.security.SecureRandom;
import java.util.UUID;

/** UUID version 7 (RFC 9562, 5.7): rows of one hour lie together in the index, and ids sort by time. */
final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedId() {}

    static String next(long nowMillis) {
        long high = nowMillis << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
