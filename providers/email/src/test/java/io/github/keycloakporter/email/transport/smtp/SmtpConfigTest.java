package io.github.keycloakporter.email.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.email.transport.smtp.SmtpConfig.StartTls;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpConfigTest {

    @Test
    void whatHoldsWithoutOptions() {
        assertThat(SmtpConfig.from(MapScope.of()))
                .isEqualTo(new SmtpConfig(32, 8, Duration.ofSeconds(30), StartTls.OPPORTUNISTIC, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "parallelism, 0, parallelism",
        "idleConnections, -1, idle-connections",
        "idleTimeout, 30, idle-timeout",
        "starttls, always, starttls",
        "ehlo, localhost, ehlo",
        "ehlo, 192.0.2.25, ehlo",
        "ehlo, mail_1.example.com, ehlo"
    })
    void aWrongOptionIsNamed(String name, String value, String option) {
        SmtpTransportProviderFactory factory = new SmtpTransportProviderFactory();
        assertThatThrownBy(() -> factory.init(MapScope.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-email-transport--smtp--" + option + " ");
        factory.close();
    }

    @Test
    void secretsStayOutOfTexts() {
        assertThat(new SmtpSettings(
                        "h",
                        25,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        new SmtpSettings.Password("porter", "hush"),
                        1,
                        1,
                        1,
                        false))
                .asString()
                .doesNotContain("hush");
        assertThat(new SmtpSettings.Password("porter", "hush")).asString().doesNotContain("hush");
        assertThat(new SmtpSettings.Token("u", "url", "c", "hush", Optional.empty()))
                .asString()
                .doesNotContain("hush");
    }
}
