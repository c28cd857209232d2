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
            for (int bit = width - 1; bit >= 0; bit--) {
                pending = (pending << 1) | (int) ((value >>> bit) & 1);
                if (++count == Byte.SIZE) {
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
            for (int bit = 0; bit < width; bit++) {
                int shift = Byte.SIZE - 1 - position % Byte.SIZE;
                value = (value << 1) | ((bytes[position / Byte.SIZE] >> shift) & 1);
                position++;
            }
            return value;
        }
    }
}
