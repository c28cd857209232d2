package io.github.keycloakporter.spi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "sendgird, sendgrid",
        "smpt, smtp",
        "sendgrind, sendgrid",
        "porter.mail.trasnport, porter.mail.transports",
        "ses,",
        "tls,",
        "porter.mail.smtp,"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Spelling.nearest(typed, List.of("smtp", "sendgrid", "porter.mail.transports")))
                .isEqualTo(Optional.ofNullable(meant));
    }

    @Test
    void countsSlips() {
        assertThat(Spelling.distance("gmail.com", "gmail.com")).isZero();
        assertThat(Spelling.distance("gmial.com", "gmail.com")).isEqualTo(1);
        assertThat(Spelling.distance("gmal.com", "gmail.com")).isEqualTo(1);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    }
}
