package io.github.keycloakporter.redis.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final byte[] SECRET = "a realm's secret".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isTheSameForTheSameAndOtherForAllElse() {
        KeyedHash hash = new KeyedHash(SECRET, "label");

        assertThat(hash.text("ab", "c"))
                .matches("[A-Za-z0-9_-]{22}")
                .isEqualTo(new KeyedHash(SECRET, "label").text("ab", "c"));
        assertThat(List.of(
                        hash.text("ab", "c"),
                        hash.text("a", "bc"),
                        hash.text("abc"),
                        hash.text("ab", "c", ""),
                        hash.text("ab", "C"),
                        hash.text(),
                        hash.text(""),
                        new KeyedHash(SECRET, "another label").text("ab", "c"),
                        new KeyedHash("another secret".getBytes(StandardCharsets.US_ASCII), "label").text("ab", "c")))
                .doesNotHaveDuplicates();
        assertThat(hash.of("ab", "c")).hasSize(16);
        assertThat(hash.key("ab", "c")).hasSize(32).startsWith(hash.of("ab", "c"));
    }
}
