package io.github.keycloakporter.redis.link;

import java.util.Arrays;

/** Numbers of any width, one after the other, without gaps. */
final class Bits {

    private Bits() {}

    static final class Writer {

        private final Bytes bytes = new Bytes();
        private long pending;
        private int count;

        /** @param width 32 at most */
        void write(int value, int width) {
            // the bits that wait are fewer than 8; those written already are pushed out at the top, or cut off with the
            // byte
            pending = (pending << width) | (value & ((1L << width) - 1));
            count += width;
            while (count >= Byte.SIZE) {
                count -= Byte.SIZE;
                bytes.add((int) (pending >>> count));
            }
        }

        void write(long value) {
            write((int) (value >>> Integer.SIZE), Integer.SIZE);
            write((int) value, Integer.SIZE);
        }

        /** The last byte is filled up with zeros. */
        byte[] toByteArray() {
            byte[] whole = bytes.toArray();
            if (count == 0) {
                return whole;
            }
            byte[] all = Arrays.copyOf(whole, whole.length + 1);
            all[whole.length] = (byte) (pending << (Byte.SIZE - count));
            return all;
        }
    }

    static final class Reader {

        private final byte[] bytes;
        private int position;

        /** @param from the byte to begin with */
        Reader(byte[] bytes, int from) {
            this.bytes = bytes;
            this.position = from * Byte.SIZE;
        }

        long read(int width) {
            long value = 0;
            int left = width;
            while (left > 0) {
                int take = Math.min(left, Byte.SIZE);
                int part = (twoBytes() >> (2 * Byte.SIZE - position % Byte.SIZE - take)) & ((1 << take) - 1);
                value = (value << take) | part;
                position += take;
                left -= take;
            }
            return value;
        }

        /** The byte the position is in and the next: eight bits from any position are among them. */
        private int twoBytes() {
            int at = position / Byte.SIZE;
            int next = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
            return (bytes[at] & 0xff) << Byte.SIZE | next;
        }
    }
}
