package io.github.keycloakporter.redis.link;

import java.util.Arrays;

/** Bytes that become more. Unlike Java's stream it takes no lock, which for single bytes is most of the cost. */
final class Bytes {

    private byte[] bytes = new byte[512];
    private int size;

    void add(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void add(byte[] more) {
        add(more, 0, more.length);
    }

    void add(byte[] more, int from, int count) {
        room(count);
        System.arraycopy(more, from, bytes, size, count);
        size += count;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
    }
}
