package io.github.keycloakporter.password.breach;

import java.io.IOException;
import java.util.Arrays;

/**
 * The digests that begin with the same five digits. Of each the next 15 digits are kept, in 8 bytes: among a thousand
 * entries two that agree in those have a chance of one in 10^15.
 */
final class Range {

    private static final int KEPT = 15;
    private static final int SUFFIX = Sha1.LENGTH - 5;

    private final long[] sorted;

    private Range(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * @param body lines {@code SUFFIX:COUNT}; padding has the count 0
     * @throws IOException this is no such answer
     */
    static Range parse(String body) throws IOException {
        long[] found = new long[body.length() / SUFFIX + 1];
        int count = 0;
        for (String line : body.lines().filter(each -> !each.isEmpty()).toList()) {
            if (!line.matches("[0-9A-Fa-f]{35}:[0-9]+")) {
                throw new IOException("the answer is no list of digests");
            }
            if (!line.endsWith(":0")) {
                found[count++] = key(line);
            }
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return new Range(sorted);
    }

    boolean contains(Sha1 password) {
        return Arrays.binarySearch(sorted, key(password.suffix())) >= 0;
    }

    private static long key(String suffix) {
        return Long.parseLong(suffix, 0, KEPT, 16);
    }
}
