package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.crypto.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The value kept under a key: one byte of version, eight of expiry (epoch milliseconds, big endian), then the sealed notes
 * ({@link TokenKeys#seal}). No notes, no more bytes.
 *
 * <p>A dump of Redis shows how many entries there are, when each expires and how long its notes are. It opens none, and
 * nobody can look for an entry by its key, even if the key can be guessed.
 */
final class TokenEntry {

    static final int HEADER_BYTES = 9;

    private static final byte VERSION = 1;

    private TokenEntry() {}

    static byte[] header(long expiryMillis) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(VERSION)
                .putLong(expiryMillis)
                .array();
    }

    static byte[] value(Supplier<Seal> seal, long expiryMillis, Map<String, String> notes) {
        byte[] body = body(seal, notes);
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .put(header(expiryMillis))
                .put(body)
                .array();
    }

    /**
     * The notes as they are stored. A note without a value is left out, as Infinispan's store does: a pushed
     * authorization request has such.
     */
    static byte[] body(Supplier<Seal> seal, Map<String, String> notes) {
        Map<String, String> kept = new HashMap<>();
        if (notes != null) {
            notes.forEach((name, value) -> {
                if (value != null) {
                    kept.put(Objects.requireNonNull(name, "The name of a note"), value);
                }
            });
        }
        return kept.isEmpty() ? new byte[0] : seal.get().seal(packed(kept));
    }

    /** Whether there is an entry (a value, or its header) that lives at that time. */
    static boolean lives(byte[] value, long nowMillis) {
        return value != null
                && value.length >= HEADER_BYTES
                && value[0] == VERSION
                && ByteBuffer.wrap(value, 1, Long.BYTES).getLong() > nowMillis;
    }

    /**
     * The notes of an entry.
     *
     * @return null when there is none, it is over, or it was not sealed with this seal
     */
    static Map<String, String> notes(Supplier<Seal> seal, byte[] value, long nowMillis) {
        if (!lives(value, nowMillis)) {
            return null;
        }
        if (value.length == HEADER_BYTES) {
            return new HashMap<>();
        }
        byte[] body = new byte[value.length - HEADER_BYTES];
        System.arraycopy(value, HEADER_BYTES, body, 0, body.length);
        return seal.get().open(body).map(TokenEntry::unpacked).orElse(null);
    }

    private static byte[] packed(Map<String, String> notes) {
        List<byte[]> texts = new ArrayList<>();
        int length = Short.BYTES;
        for (Map.Entry<String, String> note : notes.entrySet()) {
            for (String text : List.of(note.getKey(), note.getValue())) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                texts.add(bytes);
                length += Integer.BYTES + bytes.length;
            }
        }
        ByteBuffer packed = ByteBuffer.allocate(length).putShort((short) notes.size());
        texts.forEach(text -> packed.putInt(text.length).put(text));
        return packed.array();
    }

    private static Map<String, String> unpacked(byte[] bytes) {
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        int size = packed.getShort() & 0xffff;
        Map<String, String> notes = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String name = text(packed);
            notes.put(name, text(packed));
        }
        return notes;
    }

    private static String text(ByteBuffer packed) {
        byte[] text = new byte[packed.getInt()];
        packed.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
