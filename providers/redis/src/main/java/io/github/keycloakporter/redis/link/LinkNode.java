package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.crypto.KeyedHashes;
import io.github.keycloakporter.redis.crypto.RandomBytes;

/** What a node keeps for its links: randomness, and what would take too long to make anew for each of them. */
final class LinkNode {

    private static final String RECORD_LABEL = "porter action-link record 1";
    private static final String CODE_LABEL = "porter action-link code 1";

    private final RandomBytes random = new RandomBytes();
    private final DeflatedSkeletons skeletons = new DeflatedSkeletons();
    private final KeyedHashes records = new KeyedHashes(RECORD_LABEL);
    private final KeyedHashes codes = new KeyedHashes(CODE_LABEL);

    RandomBytes random() {
        return random;
    }

    DeflatedSkeletons skeletons() {
        return skeletons;
    }

    /** Hashes that hide whose record it is. */
    KeyedHashes records() {
        return records;
    }

    /** Hashes that hide the codes. */
    KeyedHashes codes() {
        return codes;
    }
}
