package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPackerTest {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String URL = BASE64URL + "/?&=%.:~+";

    private final DeflatedSkeletons skeletons = new DeflatedSkeletons();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "=",
                "verify-email",
                "/realms/porter/login-actions/action-token?key=&client_id=demo-app",
                "6a1f1c58-3f57-4f0e-9e5f-6f9f8c7b7a10",
                "6A1F1C58-3F57-4F0E-9E5F-6F9F8C7B7A10",
                "6a1f1c58-3f57-4f0e-9e5f-6f9f8c7b7a1",
                "6a1f1c58-3f57-4f0e-9e5f-6f9f8c7b7a10-1795219200",
                "0-0-0-0-0",
                "1795219200 3999999999 4294967295 4294967296 0000000001 9999999999 17952192000",
                "00000000-0000-0000-0000-000000000000",
                "https%3A%2F%2Fapp.example%2F%E4%B8%AD%20%zz%",
                "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.",
                "eyJhbGciOiJub25lIn1.eyJhIjoxfR.x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008",
                "M\u00fcnchen \u4e2d\u6587 \ud83d\ude00",
                "\ud83d alone \ude00 and \u0000\u0005\u0007",
                "\ufffd"
            })
    void comesBackAsItWas(String text) {
        assertComesBack(List.of(text));
        assertComesBack(List.of("verify-email", text, "", text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void anyTextComesBackAsItWas(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            List<String> fields = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int field = 0; field < count; field++) {
                fields.add(text(random, random.nextInt(4), 3));
            }
            assertComesBack(fields);
        }
    }

    @Test
    void aTokenOfManyHundredRandomsComesBackAsItWas() {
        String many =
                IntStream.range(0, 700).mapToObj(i -> new UUID(i, i).toString()).collect(Collectors.joining("."));

        assertComesBack(List.of(many, many));
    }

    @Test
    void runsOfEveryLengthComeBackAsTheyWere() {
        Random random = new Random(1);
        for (int length = 0; length < 600; length++) {
            assertComesBack(List.of(characters(random, BASE64URL, length)));
        }
    }

    @Test
    void aLinkTakesLessThanAThirdOfItsLength() {
        List<String> fields = SampleLink.fields();
        int length = fields.stream().mapToInt(String::length).sum();

        assertThat(TextPacker.pack(fields, skeletons)).hasSizeLessThan(length / 3);
    }

    private void assertComesBack(List<String> fields) {
        assertThat(TextUnpacker.unpack(TextPacker.pack(fields, skeletons))).isEqualTo(fields);
        assertThat(TextUnpacker.unpack(TextPacker.pack(fields, skeletons)))
                .as("from a skeleton that is known")
                .isEqualTo(fields);
    }

    /** Texts of all kinds within each other. */
    private static String text(Random random, int parts, int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append(new UUID(random.nextLong(), random.nextLong()));
                case 1 -> text.append(characters(random, BASE64URL, random.nextInt(100)));
                case 2 -> text.append(characters(random, URL, random.nextInt(60)));
                case 3 -> text.append((char) random.nextInt(Character.MAX_VALUE));
                case 4 -> text.append((char) random.nextInt(10));
                case 5 -> text.append("{\"typ\":\"verify-email\",\"eml\":\"a@example.org\"}");
                case 6 -> text.append('&').append(text.length() > 9 ? text.substring(0, 9) : "key=");
                default ->
                    text.append(Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString((depth == 0 ? "x" : text(random, parts, depth - 1))
                                    .getBytes(StandardCharsets.UTF_8)));
            }
        }
        return text.toString();
    }

    private static String characters(Random random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
