package io.github.keycloakporter.password.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /** Files were written with it; the figures come from another implementation. */
    @Test
    void neverChanges() {
        assertThat(Fingerprint.of("password")).isEqualTo(11957691160641L);
        assertThat(Fingerprint.of("pässwörd🔑")).isEqualTo(73959567352265L);
    }

    @Test
    void spreads() {
        int count = 1_000_000;
        long distinct = IntStream.range(0, count)
                .mapToLong(i -> Fingerprint.of("password" + i))
                .distinct()
                .count();

        // of a perfect digest one pair in 560 such runs is alike
        assertThat(distinct).isGreaterThanOrEqualTo(count - 1L);
    }
}
