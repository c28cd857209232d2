package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.crypto.KeyedHashes;
import io.github.keycloakporter.redis.crypto.RandomBytes;

/** Randomness and keyed hashes of a server's links. Keys are derived once, not for each link. */
final class LinkCrypto {

    private static final String RECORD_LABEL = "porter action-link record 1";
    private static final String CODE_LABEL = "porter action-link code 1";

    private final RandomBytes random = new RandomBytes();
    private final KeyedHashes records = new KeyedHashes(RECORD_LABEL);
    private final KeyedHashes codes = new KeyedHashes(CODE_LABEL);

    RandomBytes random() {
        return random;
    }

    /** Hashes that hide which user a record belongs to. */
    KeyedHashes records() {
        return records;
    }

    /** Hashes that hide the codes. */
    KeyedHashes codes() {
        return codes;
    }
}
