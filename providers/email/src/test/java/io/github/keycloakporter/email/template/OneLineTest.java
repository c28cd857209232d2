package io.github.keycloakporter.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void noHeaderGoesOnInTheNextLine() {
        assertThat(OneLine.of("Invitation to A\r\nBcc: x@example.org")).isEqualTo("Invitation to A Bcc: x@example.org");
        assertThat(OneLine.of("a\u2028b\u0000c\u0085d")).isEqualTo("a b c d");
    }

    @Test
    void nothingTurnsTheLineRound() {
        assertThat(OneLine.of("Invitation to \u202Elive\u2066!")).isEqualTo("Invitation to live!");
    }

    @Test
    void theRestStays() {
        assertThat(OneLine.of("Einladung zu Müller & Söhne 👩\u200d💻"))
                .isEqualTo("Einladung zu Müller & Söhne 👩\u200d💻");
        assertThat(OneLine.of(null)).isNull();
    }
}
