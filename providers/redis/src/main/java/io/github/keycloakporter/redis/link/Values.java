package io.github.keycloakporter.redis.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The values that were taken out of a text, in the order they stood there; one that comes again is kept once. */
final class Values {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] CHARACTERS = BASE64URL.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEXTETS = sextets();
    private static final int UUID_LENGTH = 36;

    /** Ten digits that fit 32 bits and do not begin with a zero. */
    private static final Pattern NUMBER = Pattern.compile("[1-3][0-9]{9}");

    private static final int NUMBER_LENGTH = 10;

    private static final int SEXTET = 6;

    /** The length of a run is written in sextets; this one says that the length goes on in the next. */
    private static final int MORE = 63;

    private final List<String> seen = new ArrayList<>();

    static boolean isSextet(int character) {
        return character >= 0 && character < SEXTETS.length && SEXTETS[character] >= 0;
    }

    /** The six bits a character of base64url stands for. */
    static int sextet(char character) {
        return SEXTETS[character];
    }

    /** Which mark fits the word; {@link Skeleton#RUN} always does. */
    static int markFor(String word) {
        if (word.length() == UUID_LENGTH && isUuid(word)) {
            return Skeleton.UUID;
        }
        return word.length() == NUMBER_LENGTH && NUMBER.matcher(word).matches() ? Skeleton.NUMBER : Skeleton.RUN;
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
                bits.write(uuid.getMostSignificantBits(), Long.SIZE);
                bits.write(uuid.getLeastSignificantBits(), Long.SIZE);
            }
            case Skeleton.NUMBER -> bits.write(Long.parseLong(value), Integer.SIZE);
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

    /** Per ASCII character its six bits, or -1. */
    private static byte[] sextets() {
        byte[] table = new byte[128];
        for (int character = 0; character < table.length; character++) {
            table[character] = (byte) BASE64URL.indexOf(character);
        }
        return table;
    }

    private static boolean isUuid(String word) {
        try {
            return UUID.fromString(word).toString().equals(word);
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }
}
