package io.github.keycloakporter.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailKindsTest {

    @ParameterizedTest
    @CsvSource({
        "email-verification.ftl, VERIFY_EMAIL",
        "porter-notice.ftl, SECURITY_NOTICE",
        "event-login_error.ftl, SECURITY_NOTICE",
        "of-another-extension.ftl, OTHER"
    })
    void aMailIsKnownByItsTemplate(String template, MailKind kind) {
        assertThat(MailKinds.of(template)).isEqualTo(kind);
    }

    /** Ours are folded where they are made. */
    @ParameterizedTest
    @CsvSource({"event-login_error.ftl, true", "porter-notice.ftl, false", "email-verification.ftl, false"})
    void onlyStocksNoticesAreLimitedHere(String template, boolean limited) {
        assertThat(MailKinds.isStocksNotice(template)).isEqualTo(limited);
    }
}
