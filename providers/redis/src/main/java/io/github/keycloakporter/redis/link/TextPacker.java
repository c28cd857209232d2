package io.github.keycloakporter.redis.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

    private final ByteArrayOutputStream skeleton = new ByteArrayOutputStream();
    private final Bits.Writer bits = new Bits.Writer();
    private final Values values = new Values();

    private TextPacker() {}

    static byte[] pack(List<String> fields) {
        TextPacker text = new TextPacker();
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.skeleton.write(Skeleton.NEXT_FIELD);
            }
            text.field(fields.get(i));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(Skeleton.deflate(text.skeleton.toByteArray()));
        packed.writeBytes(text.bits.toByteArray());
        return packed.toByteArray();
    }

    private void field(String field) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(field)) {
            text(field.getBytes(StandardCharsets.UTF_8));
            return;
        }
        // a lone surrogate has no UTF-8 form: keep the characters as they are
        skeleton.write(Skeleton.WIDE_FIELD);
        for (char c : field.toCharArray()) {
            literal(c >> 8);
            literal(c & 0xff);
        }
    }

    private void text(byte[] text) {
        int at = 0;
        while (at < text.length) {
            int end = at;
            while (end < text.length && Values.isSextet(text[end])) {
                end++;
            }
            if (end == at) {
                literal(text[at] & 0xff);
                at++;
            } else {
                word(new String(text, at, end - at, StandardCharsets.US_ASCII));
                at = end;
            }
        }
    }

    private void word(String word) {
        if (Skeleton.knows(word)) {
            skeleton.writeBytes(word.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        int mark = Values.markFor(word);
        Optional<byte[]> hidden = mark == Skeleton.RUN ? hiddenText(word) : Optional.empty();
        if (hidden.isPresent()) {
            skeleton.write(Skeleton.HIDDEN_TEXT);
            text(hidden.get());
            skeleton.write(Skeleton.END);
            return;
        }
        int index = values.indexOf(word);
        if (index >= 0 && index <= MAX_INDEX) {
            skeleton.write(Skeleton.SEEN);
            skeleton.write(index);
        } else {
            skeleton.write(mark);
            values.write(bits, mark, word);
        }
    }

    private void literal(int value) {
        if (value <= Skeleton.MAX_MARK) {
            skeleton.write(Skeleton.ESCAPE);
        }
        skeleton.write(value);
    }

    /** The text a run stands for, if it is base64url of printable UTF-8 and nothing else. */
    private static Optional<byte[]> hiddenText(String run) {
        if (run.length() < MIN_HIDDEN || run.length() % 4 == 1) {
            return Optional.empty();
        }
        byte[] decoded = Base64.getUrlDecoder().decode(run);
        for (byte b : decoded) {
            if (b >= 0 && b < ' ') {
                return Optional.empty();
            }
        }
        String text = new String(decoded, StandardCharsets.UTF_8);
        boolean survives = text.indexOf('\uFFFD') < 0
                // false where unused bits of the last character are not zero
                && Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(decoded)
                        .equals(run);
        return survives ? Optional.of(decoded) : Optional.empty();
    }
}
