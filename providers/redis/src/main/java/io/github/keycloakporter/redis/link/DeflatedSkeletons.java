package io.github.keycloakporter.redis.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;

/**
 * Deflates skeletons, and remembers the last ones: those of one app's links are all alike, and deflating one takes longer
 * than everything else a link needs.
 */
final class DeflatedSkeletons {

    /** A skeleton and its short form take about half a kilobyte. */
    private static final int REMEMBERED = 256;

    private final Cache<Key, byte[]> lately = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    byte[] deflate(byte[] skeleton) {
        return lately.get(new Key(skeleton), key -> Skeleton.deflate(key.skeleton));
    }

    /** A skeleton, never changed. */
    private record Key(byte[] skeleton) {

        /** Of every eighth byte: reading all of them would take longer than comparing with the few that meet here. */
        @Override
        public int hashCode() {
            int hash = skeleton.length;
            for (int i = 0; i < skeleton.length; i += 8) {
                hash = 31 * hash + skeleton[i];
            }
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(skeleton, key.skeleton);
        }
    }
}
