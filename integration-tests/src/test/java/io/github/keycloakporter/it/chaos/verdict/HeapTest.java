package io.github.keycloakporter.it.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.chaos.verdict.Heap.Growth;
import io.github.keycloakporter.it.chaos.verdict.Heap.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeapTest {

    private static final Instant START = Instant.now();

    @Test
    void aWarmProcessGrows() {
        Growth growth = growth(120, 200, 290);
        assertThat(growth.first().megabytes()).isEqualTo(200);
        assertThat(growth.isTooMuch()).isTrue();
        assertThat(growth(120, 200, 220).isTooMuch()).isFalse();
    }

    @Test
    void aShortLifeSaysNothing() {
        assertThat(Growth.of(List.of(sample(0, 100), sample(120, 300)))).isEmpty();
    }

    private static Growth growth(long cold, long warm, long end) {
        Optional<Growth> growth = Growth.of(List.of(sample(0, cold), sample(120, warm), sample(600, end)));
        return growth.orElseThrow();
    }

    private static Sample sample(int second, long megabytes) {
        return new Sample("Keycloak 1", 1, START.plusSeconds(second), megabytes);
    }
}
