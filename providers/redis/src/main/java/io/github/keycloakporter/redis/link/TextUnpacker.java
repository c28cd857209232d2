package io.github.keycloakporter.redis.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The way back from {@link TextPacker}. */
final class TextUnpacker {

    private final Values values = new Values();
    private final ByteBuffer skeleton;
    private final Bits.Reader bits;

    private TextUnpacker(byte[] packed) {
        Skeleton.Inflated inflated = Skeleton.inflate(packed);
        this.skeleton = ByteBuffer.wrap(inflated.skeleton());
        this.bits = new Bits.Reader(packed, inflated.end());
    }

    /** @throws RuntimeException if the bytes are none of {@link TextPacker#pack}'s */
    static List<String> unpack(byte[] packed) {
        TextUnpacker text = new TextUnpacker(packed);
        List<String> fields = new ArrayList<>();
        fields.add(text.field());
        while (text.skeleton.hasRemaining()) {
            text.skeleton.get(); // NEXT_FIELD: a field ends nowhere else
            fields.add(text.field());
        }
        return fields;
    }

    private String field() {
        if (skeleton.hasRemaining() && peek() == Skeleton.WIDE_FIELD) {
            skeleton.get();
            // not through a Charset: those put a question mark for what made the field wide
            return ByteBuffer.wrap(text()).asCharBuffer().toString();
        }
        return new String(text(), StandardCharsets.UTF_8);
    }

    /** Reads up to the mark that ends this text, which stays unread. */
    private byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (skeleton.hasRemaining() && peek() != Skeleton.END && peek() != Skeleton.NEXT_FIELD) {
            byte next = skeleton.get();
            switch (next) {
                case Skeleton.UUID, Skeleton.NUMBER, Skeleton.RUN -> text.writeBytes(ascii(values.read(bits, next)));
                case Skeleton.SEEN -> text.writeBytes(ascii(values.get(skeleton.get() & 0xff)));
                case Skeleton.HIDDEN_TEXT -> {
                    text.writeBytes(Base64.getUrlEncoder().withoutPadding().encode(text()));
                    skeleton.get(); // END
                }
                case Skeleton.ESCAPE -> text.write(skeleton.get());
                default -> text.write(next);
            }
        }
        return text.toByteArray();
    }

    private byte peek() {
        return skeleton.get(skeleton.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
