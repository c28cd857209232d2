package io.github.keycloakporter.redis.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Words of ASCII, looked up where they stand: making a text of every word of a link first would take longer than the look-up. */
final class WordSet {

    /** Shorter words are never among them. */
    static final int MIN_LENGTH = 4;

    /** Open addressing; at least half of it is empty, so that a search ends soon. */
    private final byte[][] table;

    private final int maxLength;

    /** @param words of {@link #MIN_LENGTH} characters or more */
    WordSet(Collection<String> words) {
        table = new byte[Integer.highestOneBit(4 * words.size())][];
        maxLength = words.stream().mapToInt(String::length).max().orElse(0);
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            table[slot(bytes, 0, bytes.length)] = bytes;
        }
    }

    boolean contains(byte[] text, int from, int length) {
        // most of a link is a few long runs: not even their hash is worth the time
        return length >= MIN_LENGTH && length <= maxLength && table[slot(text, from, length)] != null;
    }

    /** Where the word is, or would be. */
    private int slot(byte[] text, int from, int length) {
        int last = table.length - 1;
        int slot = hash(text, from, length) & last;
        while (table[slot] != null && !Arrays.equals(table[slot], 0, table[slot].length, text, from, from + length)) {
            slot = (slot + 1) & last;
        }
        return slot;
    }

    /** Of the length and of both ends: enough to tell some two hundred words apart. */
    private static int hash(byte[] text, int from, int length) {
        int hash = length;
        for (int i = 0; i < MIN_LENGTH; i++) {
            hash = 31 * (31 * hash + text[from + i]) + text[from + length - 1 - i];
        }
        return hash ^ hash >>> 16;
    }
}
