package io.github.keycloakporter.redis.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Packs short texts (the parts of an action link) into few bytes; {@link TextUnpacker} gets them back without loss.
 *
 * <p>An action-token URL is mostly base64url of JSON, which no compressor sees through, and the JSON is mostly UUIDs and
 * other random values, which no compressor can shrink. So a text is split in two. The <em>skeleton</em> is the text with
 * every base64url run that hides a text opened in place, and with a mark for every word that is not a usual one; it is
 * nearly the same for all links and deflates to a few bytes with a preset dictionary. The <em>values</em> behind the marks
 * follow as bare bits: 128 for a UUID, 6 a character for anything else, nothing for one that stood there before.
 *
 * <p>Nothing has to be understood: a run that would not survive opening and closing unchanged stays as it is.
 */
final class TextPacker {

    /** Shorter runs hide nothing worth the marks. */
    private static final int MIN_HIDDEN = 12;

    private static final int MAX_INDEX = 255;

    private final Bytes skeleton = new Bytes();
    private final Bits.Writer bits = new Bits.Writer();
    private final Values values = new Values();

    private TextPacker() {}

    static byte[] pack(List<String> fields, DeflatedSkeletons skeletons) {
        TextPacker text = new TextPacker();
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.skeleton.add(Skeleton.NEXT_FIELD);
            }
            text.field(fields.get(i));
        }
        byte[] deflated = skeletons.deflate(text.skeleton.toArray());
        byte[] rest = text.bits.toByteArray();
        byte[] packed = Arrays.copyOf(deflated, deflated.length + rest.length);
        System.arraycopy(rest, 0, packed, deflated.length, rest.length);
        return packed;
    }

    private void field(String field) {
        byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(field)) {
            text(utf8);
            return;
        }
        // a lone surrogate has no UTF-8 form: keep the characters as they are
        skeleton.add(Skeleton.WIDE_FIELD);
        for (char c : field.toCharArray()) {
            literal(c >> 8);
            literal(c & 0xff);
        }
    }

    /** Whatever needs neither value nor escape is copied in as long pieces as there are. */
    private void text(byte[] text) {
        int copied = 0;
        int at = 0;
        while (at < text.length) {
            int end = at;
            while (end < text.length && Values.isSextet(text[end])) {
                end++;
            }
            if (end - at >= WordSet.MIN_LENGTH && !Skeleton.KNOWN.contains(text, at, end - at)) {
                skeleton.add(text, copied, at - copied);
                value(text, at, end - at);
                copied = end;
            }
            if (end < text.length && text[end] >= 0 && text[end] <= Skeleton.MAX_MARK) {
                skeleton.add(text, copied, end - copied);
                skeleton.add(Skeleton.ESCAPE);
                copied = end;
            }
            at = end + 1;
        }
        skeleton.add(text, copied, text.length - copied);
    }

    private void value(byte[] text, int from, int length) {
        int mark = Values.markFor(text, from, length);
        Optional<byte[]> hidden = mark == Skeleton.RUN ? hiddenText(text, from, length) : Optional.empty();
        if (hidden.isPresent()) {
            skeleton.add(Skeleton.HIDDEN_TEXT);
            text(hidden.get());
            skeleton.add(Skeleton.END);
            return;
        }
        String value = new String(text, from, length, StandardCharsets.US_ASCII);
        int index = values.indexOf(value);
        if (index >= 0 && index <= MAX_INDEX) {
            skeleton.add(Skeleton.SEEN);
            skeleton.add(index);
        } else {
            skeleton.add(mark);
            values.write(bits, mark, value);
        }
    }

    private void literal(int value) {
        if (value <= Skeleton.MAX_MARK) {
            skeleton.add(Skeleton.ESCAPE);
        }
        skeleton.add(value);
    }

    /** The text a run stands for, if it is base64url of printable UTF-8 and nothing else. */
    private static Optional<byte[]> hiddenText(byte[] text, int from, int length) {
        if (length < MIN_HIDDEN || length % 4 == 1 || !endsInZeros(text[from + length - 1], length)) {
            return Optional.empty();
        }
        byte[] decoded = Base64.getUrlDecoder().decode(Arrays.copyOfRange(text, from, from + length));
        int all = 0;
        for (byte b : decoded) {
            if (b >= 0 && b < ' ') {
                return Optional.empty();
            }
            all |= b;
        }
        boolean survives = all >= 0 || new String(decoded, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
        return survives ? Optional.of(decoded) : Optional.empty();
    }

    /** Whether those bits of a run's last character that stand for nothing are zero, as an encoder leaves them. */
    private static boolean endsInZeros(byte last, int length) {
        int unused =
                switch (length % 4) {
                    case 2 -> 0b1111;
                    case 3 -> 0b11;
                    default -> 0;
                };
        return (Values.sextet(last) & unused) == 0;
    }
}
