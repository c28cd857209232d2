package io.github.keycloakporter.redis.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The way back from {@link TextPacker}. */
final class TextUnpacker {

    private final Values values = new Values();
    private final byte[] skeleton;
    private final Bits.Reader bits;
    private int at;

    private TextUnpacker(byte[] packed) {
        Skeleton.Inflated inflated = Skeleton.inflate(packed);
        this.skeleton = inflated.skeleton();
        this.bits = new Bits.Reader(packed, inflated.end());
    }

    /** @throws RuntimeException if the bytes are none of {@link TextPacker#pack}'s */
    static List<String> unpack(byte[] packed) {
        TextUnpacker text = new TextUnpacker(packed);
        List<String> fields = new ArrayList<>();
        fields.add(text.field());
        while (text.at < text.skeleton.length) {
            text.at++; // NEXT_FIELD: a field ends nowhere else
            fields.add(text.field());
        }
        return fields;
    }

    private String field() {
        if (at < skeleton.length && skeleton[at] == Skeleton.WIDE_FIELD) {
            at++;
            // not through a Charset: those put a question mark for what made the field wide
            return ByteBuffer.wrap(text()).asCharBuffer().toString();
        }
        return new String(text(), StandardCharsets.UTF_8);
    }

    /** Reads up to the mark that ends this text, which stays unread. */
    private byte[] text() {
        Bytes text = new Bytes();
        int literals = at;
        while (at < skeleton.length) {
            byte next = skeleton[at];
            if (next < 0 || next > Skeleton.MAX_MARK) {
                at++;
                continue;
            }
            text.add(skeleton, literals, at - literals);
            if (next == Skeleton.END || next == Skeleton.NEXT_FIELD) {
                return text.toArray();
            }
            at++;
            text.add(marked(next));
            literals = at;
        }
        text.add(skeleton, literals, at - literals);
        return text.toArray();
    }

    /** What the mark stands for; reads what belongs to it. */
    private byte[] marked(byte mark) {
        return switch (mark) {
            case Skeleton.UUID, Skeleton.NUMBER, Skeleton.RUN -> ascii(values.read(bits, mark));
            case Skeleton.SEEN -> ascii(values.get(skeleton[at++] & 0xff));
            case Skeleton.HIDDEN_TEXT -> {
                byte[] hidden = text();
                at++; // END
                yield Base64.getUrlEncoder().withoutPadding().encode(hidden);
            }
            case Skeleton.ESCAPE -> new byte[] {skeleton[at++]};
            default -> throw new IllegalArgumentException("The packed text has a mark out of place");
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
