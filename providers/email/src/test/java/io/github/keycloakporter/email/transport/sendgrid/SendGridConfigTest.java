package io.github.keycloakporter.email.transport.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendGridConfigTest {

    @Test
    void whatHoldsWithoutOptions() {
        SendGridConfig config = SendGridConfig.from(MapScope.of());
        assertThat(config.apiKey().isSet()).isFalse();
        assertThat(config.host()).isEqualTo("api.sendgrid.com");
        assertThat(config.plainHttp()).isFalse();
        assertThat(config.sandbox()).isFalse();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.parallelism()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "region, eu, api.eu.sendgrid.com",
        "region, global, api.sendgrid.com",
        "url, https://proxy.example:8443, proxy.example:8443",
        "url, http://127.0.0.1:8080/, 127.0.0.1:8080",
    })
    void where(String name, String value, String host) {
        assertThat(SendGridConfig.from(MapScope.of(name, value)).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "region, us, region",
        "url, http://proxy.example, url",
        "url, http://localhost.evil.example, url",
        "url, ftp://localhost, url",
        "url, https://user:hush@proxy.example, url",
        "url, https://proxy.example/path, url",
        "url, proxy.example, url",
        "url, https://a b, url",
        "apiKey, SG.hush hush, api-key",
        "sandboxMode, maybe, sandbox-mode",
        "timeout, 10, timeout",
        "connectTimeout, 1ms, connect-timeout",
        "parallelism, 0, parallelism",
    })
    void aWrongOptionIsNamedAndSecretsAreNot(String name, String value, String option) {
        SendGridTransportProviderFactory factory = new SendGridTransportProviderFactory();
        assertThatThrownBy(() -> factory.init(MapScope.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-email-transport--sendgrid--" + option + " ")
                .hasMessageNotContaining("hush")
                .hasNoCause();
        factory.close();
    }

    @Test
    void regionAndUrlTogether() {
        assertThatThrownBy(() -> SendGridConfig.from(MapScope.of("region", "eu", "url", "https://proxy.example")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-email-transport--sendgrid--region");
    }

    @Test
    void theKeyIsASecret() {
        SendGridConfig config = SendGridConfig.from(MapScope.of("apiKey", "SG.hush"));
        assertThat(config).asString().doesNotContain("hush");
        assertThat(new SendGridKey("SG.hush", "")).asString().doesNotContain("hush");
        assertThat(SendGridOptions.metadata())
                .filteredOn(option -> option.getName().equals("apiKey"))
                .allMatch(option -> option.isSecret());
    }
}
