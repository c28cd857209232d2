package io.github.keycloakporter.spi.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.trust.SignInMethod.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignInMethodTest {

    @ParameterizedTest
    @CsvSource({
        "anna@example.org, a***@example.org",
        "anna.weber, a***r",
        "anna, a***a",
        "ann, ***",
        "@anna, ***",
        "'', ''",
        "😀nn😀, 😀***😀"
    })
    void aNameAtAProviderIsMasked(String name, String shown) {
        assertThat(SignInMethod.masked(name)).isEqualTo(shown);
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsSpelledForMessageKeys(Kind kind) {
        assertThat(kind.toString()).matches("[a-z]+(-[a-z]+)*");
    }
}
