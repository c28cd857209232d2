package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.PorterStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server whose operator mistyped: it starts, and says what nobody reads and what was probably meant. */
class UnknownOptionsIT {

    @Test
    void eachIsReportedOnceAtTheStart() throws IOException {
        try (PorterStack stack = PorterStack.start(1, plan -> plan.option("spi-email-outbox--jpa--retry-frist", "15s")
                .option("spi-email-outbox--jpa--transports", "smpt,smtp")
                .option("spi-email-transport--sendgird--api-key", "SG.secret")
                .option("spi-redis-conection--lettuce--uri", "redis://127.0.0.1:1")
                .option("spi-single-use-object--redis--uri", "redis://127.0.0.1:1")
                .env("KC_SPI_RATE_LIMITER__REDIS__VERIFY_EMAIL_ADRESS", "5/1h"))) {
            List<String> log = Files.readAllLines(stack.parts().keycloak().logFile());

            assertThat(log.stream().filter(line -> line.contains("SettingsCheckFactory")))
                    .allMatch(line -> line.contains("WARN"))
                    .map(line -> line.replaceFirst(".*\\) ", ""))
                    .containsExactlyInAnyOrder(
                            "Unknown option --spi-email-outbox--jpa--retry-frist, did you mean"
                                    + " --spi-email-outbox--jpa--retry-first?",
                            "Unknown option --spi-email-transport--sendgird--api-key, did you mean"
                                    + " --spi-email-transport--sendgrid--api-key?",
                            "Unknown option --spi-redis-conection--lettuce--uri, did you mean"
                                    + " --spi-redis-connection--lettuce--uri?",
                            "Unknown option --spi-single-use-object--redis--uri. It has no effect; see docs/configuration.md",
                            "Unknown option --spi-rate-limiter--redis--verify-email-adress, did you mean"
                                    + " --spi-rate-limiter--redis--verify-email-address?",
                            "Option --spi-email-outbox--jpa--transports names the unknown transport 'smpt', did you mean smtp?");
            assertThat(log).noneMatch(line -> line.contains("SG.secret"));
        }
    }
}
