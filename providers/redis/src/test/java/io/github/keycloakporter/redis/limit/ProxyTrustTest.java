package io.github.keycloakporter.redis.limit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.limit.RateLimiterSpi;
import org.junit.jupiter.api.Test;

class ProxyTrustTest {

    @Test
    void headersOfAnybodyStopTheStart() {
        assertThatThrownBy(() -> check(true, "proxy-headers", "xforwarded"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--proxy-trusted-addresses")
                .hasMessageContaining("--spi-rate-limiter--redis--trusted-proxies=any");
        assertThatThrownBy(() -> check(true, "proxy-headers", "forwarded", "proxy-trusted-addresses", " "))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void namedProxiesAreFine() {
        assertThatCode(() -> check(true, "proxy-headers", "xforwarded", "proxy-trusted-addresses", "10.0.0.0/8"))
                .doesNotThrowAnyException();
    }

    @Test
    void noHeadersNoQuestion() {
        assertThatCode(() -> check(true)).doesNotThrowAnyException();
    }

    @Test
    void theOperatorMaySayThatOnlyTheProxyGetsHere() {
        assertThatCode(() -> check(true, "proxy-headers", "xforwarded", "trustedProxies", "any"))
                .doesNotThrowAnyException();
    }

    @Test
    void inDevelopmentNothingIsAtStake() {
        assertThatCode(() -> check(false, "proxy-headers", "xforwarded")).doesNotThrowAnyException();
    }

    @Test
    void aWrongValueIsNamed() {
        assertThatThrownBy(() -> check(true, "trustedProxies", "all"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-rate-limiter--redis--trusted-proxies")
                .hasMessageContaining("named, any");
    }

    private static void check(boolean production, String... options) {
        MapScope scope = MapScope.of(options);
        ProxyTrust.check(scope, new ScopeReader(scope, RateLimiterSpi.NAME, "redis"), production);
    }
}
