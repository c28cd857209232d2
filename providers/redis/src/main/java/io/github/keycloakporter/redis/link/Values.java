package io.github.keycloakporter.redis.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The values that were taken out of a text, in the order they stood there; one that comes again is kept once. */
final class Values {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] CHARACTERS = BASE64URL.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEXTETS = sextets();
    private static final int UUID_LENGTH = 36;

    private static final int NUMBER_LENGTH = 10;

    private static final int SEXTET = 6;

    /** The length of a run is written in sextets; this one says that the length goes on in the next. */
    private static final int MORE = 63;

    private final List<String> seen = new ArrayList<>();

    static boolean isSextet(byte character) {
        return SEXTETS[character & 0xff] >= 0;
    }

    /** The six bits a character of base64url stands for. */
    static int sextet(byte character) {
        return SEXTETS[character & 0xff];
    }

    /** Which mark fits the word; {@link Skeleton#RUN} always does. */
    static int markFor(byte[] text, int from, int length) {
        if (length == UUID_LENGTH && isUuid(text, from)) {
            return Skeleton.UUID;
        }
        return length == NUMBER_LENGTH && isNumber(text, from) ? Skeleton.NUMBER : Skeleton.RUN;
    }

    /** The number of a value that stood there before, or -1. */
    int indexOf(String value) {
        return seen.indexOf(value);
    }

    String get(int index) {
        return seen.get(index);
    }

    void write(Bits.Writer bits, int mark, String value) {
        seen.add(value);
        switch (mark) {
            case Skeleton.UUID -> {
                UUID uuid = UUID.fromString(value);
                bits.write(uuid.getMostSignificantBits());
                bits.write(uuid.getLeastSignificantBits());
            }
            case Skeleton.NUMBER -> bits.write((int) Long.parseLong(value), Integer.SIZE);
            default -> {
                int left = value.length();
                while (left >= MORE) {
                    bits.write(MORE, SEXTET);
                    left -= MORE;
                }
                bits.write(left, SEXTET);
                for (int i = 0; i < value.length(); i++) {
                    bits.write(SEXTETS[value.charAt(i)], SEXTET);
                }
            }
        }
    }

    String read(Bits.Reader bits, int mark) {
        String value =
                switch (mark) {
                    case Skeleton.UUID -> new UUID(bits.read(Long.SIZE), bits.read(Long.SIZE)).toString();
                    case Skeleton.NUMBER -> Long.toString(bits.read(Integer.SIZE));
                    default -> run(bits);
                };
        seen.add(value);
        return value;
    }

    private static String run(Bits.Reader bits) {
        int length = 0;
        int part;
        do {
            part = (int) bits.read(SEXTET);
            length += part;
        } while (part == MORE);
        byte[] run = new byte[length];
        for (int i = 0; i < length; i++) {
            run[i] = CHARACTERS[(int) bits.read(SEXTET)];
        }
        return new String(run, StandardCharsets.US_ASCII);
    }

    /** Per byte the six bits it stands for, or -1. */
    private static byte[] sextets() {
        byte[] table = new byte[256];
        for (int character = 0; character < table.length; character++) {
            table[character] = (byte) BASE64URL.indexOf(character);
        }
        return table;
    }

    /** Whether {@link UUID#toString} would write it so. */
    private static boolean isUuid(byte[] text, int from) {
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte c = text[from + i];
            if (dash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Ten digits that fit 32 bits and do not begin with a zero. */
    private static boolean isNumber(byte[] text, int from) {
        for (int i = 1; i < NUMBER_LENGTH; i++) {
            if (text[from + i] < '0' || text[from + i] > '9') {
                return false;
            }
        }
        return text[from] >= '1' && text[from] <= '3';
    }
}
