package io.github.keycloakporter.redis.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;

/** The keyed hashes of one label, by secret: to derive a key takes longer than to hash with it, so it is done once. */
public final class KeyedHashes {

    /** More secrets than the realms of one server have: those over it cost time, nothing else. */
    private static final int SECRETS = 10_000;

    private final String label;
    private final Cache<ByteBuffer, KeyedHash> known =
            Caffeine.newBuilder().maximumSize(SECRETS).executor(Runnable::run).build();

    /** @param label see {@link KeyedHash#KeyedHash} */
    public KeyedHashes(String label) {
        this.label = label;
    }

    /** @param secret see {@link KeyedHash#KeyedHash} */
    public KeyedHash of(byte[] secret) {
        return known.get(ByteBuffer.wrap(secret), key -> new KeyedHash(secret, label));
    }
}
