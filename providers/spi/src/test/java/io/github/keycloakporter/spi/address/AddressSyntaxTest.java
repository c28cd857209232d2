package io.github.keycloakporter.spi.address;

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
        "'\"maria\"@example.org', maria@example.org",
        "'\"a.b\".c@example.org', a.b.c@example.org",
        "'\"a b\"@example.org', '\"a b\"@example.org'",
        "'\"a@b\"@example.org', '\"a@b\"@example.org'",
        "maria@example\u3002org, maria@example.org",
        "maria@example\uFF0Eorg, maria@example.org",
        "maria@example\uFF61org, maria@example.org",
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

    @ParameterizedTest
    @ValueSource(
            strings = {"maria@shop\uFF20evil.example", "maria@shop\uFF1Eevil.example", "maria@shop\uFF0Cevil.example"})
    void aDomainThatIsNoneInAsciiIsRefused(String address) {
        assertThat(AddressSyntax.ascii(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maria@b\u00fccher.example",
                " MARIA@B\u00dcCHER.Example ",
                "maria@xn--bcher-kva.example",
                "maria@XN--BCHER-KVA.example",
                "maria@bu\u0308cher.example",
                "\"maria\"@b\u00fccher\u3002example",
                "\"Maria\"@\uFF42\u00fccher\uFF0Eexample"
            })
    void allSpellingsAreOneAddress(String spelling) {
        assertThat(AddressSyntax.canonical(spelling)).isEqualTo("maria@b\u00fccher.example");
        assertThat(AddressSyntax.mailbox(spelling)).isEqualTo("maria@b\u00fccher.example");
        assertThat(AddressSyntax.spellings(spelling))
                .contains("maria@b\u00fccher.example", "maria@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource({
        "maria+shop@example.org, maria@example.org",
        "\uFF4Daria@example.org, maria@example.org",
        "mario@example.org, maria@example.org",
        "'\"a b\"@example.org', ab@example.org"
    })
    void othersAreOthers(String one, String other) {
        assertThat(AddressSyntax.canonical(one)).isNotEqualTo(AddressSyntax.canonical(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maria", "a@b@c d", "@", "maria@", "maria@example..org", ""})
    void whatIsNoAddressStaysAsItIs(String text) {
        assertThat(AddressSyntax.canonical(text)).isEqualTo(text);
        assertThat(AddressSyntax.spellings(text)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\\"a\"@example.org", "\"a b\"@b\u00fccher.example", "m\u00e4ria+x@example.org"})
    void theCanonicalAddressIsItsOwn(String address) {
        String canonical = AddressSyntax.canonical(address);
        assertThat(AddressSyntax.ascii(canonical)).isPresent();
        assertThat(AddressSyntax.canonical(canonical)).isEqualTo(canonical);
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
