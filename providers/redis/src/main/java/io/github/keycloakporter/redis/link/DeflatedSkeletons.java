package io.github.keycloakporter.redis.link;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deflates skeletons, and remembers the last ones: those of one app's links are all alike, and deflating one takes longer
 * than everything else a link needs.
 */
final class DeflatedSkeletons {

    /** A skeleton and its short form take about half a kilobyte. */
    private static final int REMEMBERED = 256;

    private final Map<ByteBuffer, byte[]> lately = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    byte[] deflate(byte[] skeleton) {
        ByteBuffer key = ByteBuffer.wrap(skeleton);
        byte[] known = get(key);
        if (known != null) {
            return known;
        }
        byte[] deflated = Skeleton.deflate(skeleton);
        put(key, deflated);
        return deflated;
    }

    private synchronized byte[] get(ByteBuffer skeleton) {
        return lately.get(skeleton);
    }

    private synchronized void put(ByteBuffer skeleton, byte[] deflated) {
        lately.put(skeleton, deflated);
    }
}
