package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordSetTest {

    private static final List<String> WORDS =
            List.of("verify-email", "code", "realms", "login-actions", "code-1", "code-2", "sub_");

    private final WordSet set = new WordSet(WORDS);

    @Test
    void knowsItsWordsWhereverTheyStand() {
        for (String word : WORDS) {
            assertThat(contains("--" + word + "--", 2, word.length())).as(word).isTrue();
        }
    }

    @Test
    void knowsNothingElse() {
        for (String word : WORDS) {
            assertThat(contains(word + "x", 0, word.length() + 1)).as(word).isFalse();
            assertThat(contains(word, 1, word.length() - 1)).as(word).isFalse();
        }
        assertThat(contains("cod", 0, 3)).as("shorter than any").isFalse();
        assertThat(contains("x".repeat(40), 0, 40)).as("longer than any").isFalse();
    }

    @Test
    void manyWordsOfOneShapeAreToldApart() {
        List<String> alike =
                IntStream.range(0, 300).mapToObj("word%03dword"::formatted).toList();
        WordSet many = new WordSet(alike.subList(0, 150));
        for (int i = 0; i < 300; i++) {
            byte[] word = alike.get(i).getBytes(StandardCharsets.US_ASCII);
            assertThat(many.contains(word, 0, word.length)).as(alike.get(i)).isEqualTo(i < 150);
        }
    }

    private boolean contains(String text, int from, int length) {
        return set.contains(text.getBytes(StandardCharsets.US_ASCII), from, length);
    }
}
