package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void readsSeveral() {
        assertThat(Rate.parse(" 1/1m, 5/h 20/2d 3/90s"))
                .containsExactly(
                        new Rate(1, Duration.ofMinutes(1)),
                        new Rate(5, Duration.ofHours(1)),
                        new Rate(20, Duration.ofDays(2)),
                        new Rate(3, Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", " OFF "})
    void readsOff(String text) {
        assertThat(Rate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1/1m 5/1h, 1/1m 5/1h", "1/60s, 1/1m", "7/90s, 7/90s", "1/24h, 1/1d", "off, off"})
    void writesWhatItReads(String text, String written) {
        assertThat(Rate.text(Rate.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "0/1h", "5/0h", "-1/1h", "5/1w", "5/1h;1/1m", "off 5/1h", "99999999/1h", "2000/1s"})
    void saysWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyListIsOff() {
        assertThat(Rate.text(List.of())).isEqualTo("off");
    }
}
