package io.github.keycloakporter.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {

    @ParameterizedTest
    @CsvSource({"1, key, 1", "120, key, 120", "121, keyMinutes, 3", "180, keyMinutes, 3", "181, keyMinutes, 4"})
    void isToldInSecondsOrInMinutesRoundedUp(long seconds, String message, long number) {
        RetryDelay wait = new RetryDelay(seconds);
        assertThat(wait.message("key")).isEqualTo(message);
        assertThat(wait.number()).isEqualTo(number);
    }
}
