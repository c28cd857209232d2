package io.github.keycloakporter.redis.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;

/** The keyed hashes of one label, by secret: to derive a key takes longer than to hash with it, so it is done once. */
public final class KeyedHashes {

    /** More secrets than the realms of one server have: those over it cost time, nothing else. */
    private static final int SECRETS = 10_000;

    private final String label;
    private final Cache<Secret, KeyedHash> known =
            Caffeine.newBuilder().maximumSize(SECRETS).executor(Runnable::run).build();

    /** @param label see {@link KeyedHash#KeyedHash} */
    public KeyedHashes(String label) {
        this.label = label;
    }

    /** @param secret see {@link KeyedHash#KeyedHash} */
    public KeyedHash of(byte[] secret) {
        return known.get(new Secret(secret), key -> new KeyedHash(secret, label));
    }

    /** Bytes that are random, so that the first of them tell one secret from another as well as all would. */
    private record Secret(byte[] bytes) {

        @Override
        public int hashCode() {
            int hash = 0;
            for (int i = 0; i < Math.min(Integer.BYTES, bytes.length); i++) {
                hash = (hash << Byte.SIZE) | (bytes[i] & 0xff);
            }
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Secret secret && Arrays.equals(bytes, secret.bytes);
        }
    }
}
