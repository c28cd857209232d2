package io.github.keycloakporter.spi.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSyntaxTest {

    private static final String LABEL = "a".repeat(60) + ".";

    @ParameterizedTest
    @CsvSource({
        "maria@example.org, maria@example.org",
        "maria@bücher.example, maria@xn--bcher-kva.example",
        "märia@bücher.example, märia@xn--bcher-kva.example",
        "maria@[192.0.2.1], maria@[192.0.2.1]",
    })
    void theDomainIsInAscii(String address, String ascii) {
        assertThat(AddressSyntax.ascii(address)).contains(ascii);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"maria", "maria@", "@example.org", "maria@example.org.", "a@b@c d", "a@b.org,c@d.org"})
    void nothingElseIsAnAddress(String text) {
        assertThat(AddressSyntax.ascii(text)).isEmpty();
    }

    @Test
    void noMailServerTakesALongerOne() {
        String domain = "@" + LABEL.repeat(3) + "example.org";
        String longest = "m".repeat(59) + domain;
        assertThat(AddressSyntax.ascii(longest)).contains(longest);
        assertThat(AddressSyntax.ascii("m" + longest)).isEmpty();
        assertThat(AddressSyntax.ascii("maria@" + "ü".repeat(50) + "." + LABEL.repeat(3) + "example.org"))
                .isEmpty();
    }

    /** Newer JDKs throw at it what nobody catches. */
    @Test
    void aVeryLongDomainIsNoAddress() {
        assertThat(AddressSyntax.ascii("maria@" + "ü".repeat(5_000) + ".example"))
                .isEmpty();
    }
}
