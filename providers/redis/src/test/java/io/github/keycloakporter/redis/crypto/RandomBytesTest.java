package io.github.keycloakporter.redis.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomBytesTest {

    private final RandomBytes random = new RandomBytes();

    @Test
    void nothingComesTwice() {
        assertThat(Stream.generate(() -> HexFormat.of().formatHex(random.next(40)))
                        .limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(bytes -> bytes.length() == 80)
                .noneMatch(bytes -> bytes.endsWith("0".repeat(16)));
    }

    @Test
    void atMostAKilobyteAtOnce() {
        assertThat(random.next(1024)).hasSize(1024);
        assertThatThrownBy(() -> random.next(1025)).isInstanceOf(IllegalArgumentException.class);
    }
}
