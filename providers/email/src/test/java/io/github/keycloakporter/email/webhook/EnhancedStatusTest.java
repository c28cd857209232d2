package io.github.keycloakporter.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedStatusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.1.1                                  | 5.1.1",
                "550 5.1.1 ada@example.org unknown      | 5.1.1",
                "550-5.1.1 The account                  | 5.1.1",
                "smtp; 550 5.1.1 user unknown           | 5.1.1",
                "smtp;550 5.7.1 no                      | 5.7.1",
                "451 4.7.500 busy                       | 4.7.500",
                "5.1.1. The e-mail account              | 5.1.1",
                "2.0.0 OK                               | 2.0.0"
            })
    void theCodeAtTheBeginning(String text, String code) {
        assertThat(EnhancedStatus.leading(text)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "550 no such user",
                "ada@example.org 5.1.1",
                "5.1.1.2 is an address",
                "550 5.1.1234",
                "3.1.1",
                "550 (5.1.1)",
                "15.1.1"
            })
    void nothingElse(String text) {
        assertThat(EnhancedStatus.leading(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.2", "4.7.1", "5.1.8", "5.2.2", "5.2.3", "5.3.4", "5.4.7", "5.4.14", "5.6.0", "5.7.26"})
    void theAddressMayBeFine(String code) {
        assertThat(EnhancedStatus.soft(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0.0", "5.1.1", "5.1.2", "5.1.10", "5.2.1", "5.4.1", "5.4.4", "5.5.0"})
    void theAddressIsDead(String code) {
        assertThat(EnhancedStatus.soft(code)).isFalse();
    }
}
