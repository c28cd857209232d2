package io.github.keycloakporter.redis.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/** Random bytes, drawn by the kilobyte: the generator takes nearly as long for a few of them as for many. */
public final class RandomBytes {

    private static final int DRAWN = 1024;

    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[DRAWN];
    private int used = DRAWN;

    /**
     * Bytes that nobody else gets, and that are forgotten here.
     *
     * @param count at most a kilobyte
     */
    public synchronized byte[] next(int count) {
        if (count > DRAWN) {
            throw new IllegalArgumentException(count + " random bytes at once are more than " + DRAWN);
        }
        if (count > DRAWN - used) {
            random.nextBytes(drawn);
            used = 0;
        }
        byte[] next = Arrays.copyOfRange(drawn, used, used + count);
        Arrays.fill(drawn, used, used + count, (byte) 0);
        used += count;
        return next;
    }
}
