package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Limit LIMIT = new Limit("verify-email.address", "maria@example.org", 1, Duration.ofMinutes(1));

    @Test
    void tellsWhichDimensionDenied() {
        Decision denied = Decision.denied(Duration.ofSeconds(1), LIMIT);
        assertThat(denied.deniedBy(Dimension.ADDRESS)).isTrue();
        assertThat(denied.deniedBy(Dimension.IP)).isFalse();
        assertThat(Decision.ALLOWED.deniedBy(Dimension.ADDRESS)).isFalse();
    }

    @Test
    void theWaitInSecondsIsNeverShorterThanTheWait() {
        assertThat(Decision.ALLOWED.retryAfterSeconds()).isZero();
        assertThat(seconds(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(seconds(Duration.ofSeconds(12))).isEqualTo(12);
        assertThat(seconds(Duration.ofSeconds(12).plusNanos(1000))).isEqualTo(13);
        assertThat(seconds(Duration.ofMillis(12_999))).isEqualTo(13);
    }

    private static long seconds(Duration wait) {
        return Decision.denied(wait, LIMIT).retryAfterSeconds();
    }
}
