package io.github.keycloakporter.email.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted; refusals need a JAX-RS runtime and are asked for on the real server. */
class ParametersTest {

    @ParameterizedTest
    @ValueSource(strings = {"verify-email", "VERIFY_EMAIL", "Verify-Email", " verify_email "})
    void aTagMayBeWrittenAsItIsNamed(String text) {
        assertThat(Parameters.oneOf("kind", text, MailKind.values(), MailKind::tag))
                .contains(MailKind.VERIFY_EMAIL);
    }

    @Test
    void whatIsNotGivenIsNoLimit() {
        assertThat(Parameters.oneOf("kind", null, MailKind.values(), MailKind::tag))
                .isEmpty();
        assertThat(Parameters.number("max", null, 100, 1, 1000)).isEqualTo(100);
        assertThat(Parameters.number("max", "1000", 100, 1, 1000)).isEqualTo(1000);
    }
}
