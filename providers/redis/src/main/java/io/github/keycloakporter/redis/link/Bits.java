package io.github.keycloakporter.redis.link;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Numbers of any width, one after the other, without gaps. */
final class Bits {

    private Bits() {}

    static final class Writer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int pending;
        private int count;

        void write(long value, int width) {
            int left = width;
            while (left > 0) {
                int take = Math.min(left, Byte.SIZE - count);
                left -= take;
                pending = (pending << take) | ((int) (value >>> left) & ((1 << take) - 1));
                count += take;
                if (count == Byte.SIZE) {
                    bytes.write(pending);
                    pending = 0;
                    count = 0;
                }
            }
        }

        /** The last byte is filled up with zeros. */
        byte[] toByteArray() {
            byte[] whole = bytes.toByteArray();
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
                int rest = Byte.SIZE - position % Byte.SIZE;
                int take = Math.min(left, rest);
                int part = (bytes[position / Byte.SIZE] >> (rest - take)) & ((1 << take) - 1);
                value = (value << take) | part;
                position += take;
                left -= take;
            }
            return value;
        }
    }
}
