package io.github.keycloakporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownOptionsTest {

    private static final UnknownOptions OPTIONS = new UnknownOptions(
            Set.of(
                    "--spi-redis-connection--lettuce--uri",
                    "--spi-redis-connection--lettuce--command-timeout",
                    "--spi-email-outbox--jpa--transports",
                    "--spi-events-listener--porter-notices--new-device"),
            Set.of(
                    "--spi-redis-connection--",
                    "--spi-redis-connection--lettuce--",
                    "--spi-email-outbox--",
                    "--spi-email-outbox--jpa--",
                    "--spi-events-listener--porter-notices--",
                    "--spi-single-use-object--redis--"),
            Set.of("--spi-events-listener--jboss-logging--", "--spi-single-use-object--infinispan--"));

    @ParameterizedTest
    @CsvSource({
        "redis-connection--lettuce--urI, redis-connection--lettuce--uri",
        "redis-connection--lettuce--comand-timeout, redis-connection--lettuce--command-timeout",
        "redis-connection--letuce--uri, redis-connection--lettuce--uri",
        "redis-conection--lettuce--uri, redis-connection--lettuce--uri",
        "redis-connection-lettuce-comand-timeout, redis-connection--lettuce--command-timeout",
        "email-outbox--jpa--trasnports, email-outbox--jpa--transports",
        "events-listener--porter-notice--new-device, events-listener--porter-notices--new-device"
    })
    void saysWhatWasMeant(String typed, String meant) {
        assertThat(OPTIONS.in(Set.of("kc.spi-" + typed)))
                .isEqualTo(Map.of("--spi-" + typed, ", did you mean --spi-" + meant + "?"));
    }

    @Test
    void namesTheOptionsThatThereAreWhereNoneIsNear() {
        assertThat(OPTIONS.in(
                        Set.of("kc.spi-redis-connection--lettuce--password", "kc.spi-single-use-object--redis--uri")))
                .isEqualTo(Map.of(
                        "--spi-redis-connection--lettuce--password",
                        ", there are only"
                                + " --spi-redis-connection--lettuce--command-timeout, --spi-redis-connection--lettuce--uri. It has"
                                + " no effect; see docs/configuration.md",
                        "--spi-single-use-object--redis--uri",
                        ". It has no effect; see docs/configuration.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kc.spi-redis-connection--lettuce--uri",
                "kc.spi-redis-connection-lettuce-uri",
                "kc.spi-redis-connection--provider",
                "kc.spi-redis-connection--provider-default",
                "kc.spi-redis-connection--lettuce--enabled",
                "kc.spi-events-listener--jboss-logging--success-level",
                "kc.spi-single-use-object--infinispan--persist-revoked-tokens",
                "kc.spi-something-else--of--another",
                "kc.db-url",
                "quarkus.http.port"
            })
    void leavesEverythingElseAlone(String property) {
        assertThat(OPTIONS.in(List.of(property))).isEmpty();
    }
}
