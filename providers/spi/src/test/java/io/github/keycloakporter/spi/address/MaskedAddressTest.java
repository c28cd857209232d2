package io.github.keycloakporter.spi.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "anna@example.org,   a***@example.org",
        "a@example.org,      a***@example.org",
        "'\"x@y\"@example.org', '\"***@example.org'",
        "😀smile@example.org, 😀***@example.org",
        "nonsense,           ***",
        "@example.org,       ***",
        ",                   ''",
    })
    void showsTheFirstCharacterAndTheDomain(String address, String masked) {
        assertThat(MaskedAddress.of(address)).isEqualTo(masked);
    }
}
