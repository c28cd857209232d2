package io.github.keycloakporter.redis.link;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deflates skeletons, and remembers the last ones: those of one app's links are all alike, and deflating one takes longer
 * than everything else a link needs.
 */
final class DeflatedSkeletons {

    /** A skeleton and its short form take about half a kilobyte. */
    private static final int REMEMBERED = 256;

    private final Map<String, byte[]> lately = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    byte[] deflate(byte[] skeleton) {
        String key = new String(skeleton, StandardCharsets.ISO_8859_1);
        byte[] known = get(key);
        if (known != null) {
            return known;
        }
        byte[] deflated = Skeleton.deflate(skeleton);
        put(key, deflated);
        return deflated;
    }

    private synchronized byte[] get(String skeleton) {
        return lately.get(skeleton);
    }

    private synchronized void put(String skeleton, byte[] deflated) {
        lately.put(skeleton, deflated);
    }
}
