package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.it.harness.Nginx;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Rest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind the shipped proxy nobody chooses the address that limits go by. */
class ProxyIT {

    private static final int ALLOWED = 3;

    @TempDir
    private Path dir;

    @Test
    void aForgedHeaderBuysNoPermit() throws IOException {
        try (PorterStack stack = PorterStack.start(1, plan -> plan.option("proxy-headers", "xforwarded")
                        .option("proxy-trusted-addresses", "127.0.0.1")
                        .option("spi-rate-limiter--redis--failed-link-ip", ALLOWED + "/1h"));
                Nginx nginx = Nginx.before(stack.parts().baseUrl(), dir)) {
            for (int i = 0; i < ALLOWED + 3; i++) {
                assertThat(guess(nginx.url(), "203.0.113." + i, i).status()).isEqualTo(i < ALLOWED ? 400 : 429);
            }
            assertThat(guess(nginx.url(), "198.51.100.1, 203.0.113.99", 8).status())
                    .isEqualTo(429);

            stack.parts().keycloak().restart();
            assertThat(guess(nginx.url(), "203.0.113.7", 7).status())
                    .as("the count outlives the server")
                    .isEqualTo(429);

            assertThat(guess(stack.parts().baseUrl(), "192.0.2.1", 9).status())
                    .as("the header counts, where the proxy does not overwrite it")
                    .isEqualTo(400);
        }
    }

    @Test
    void aServerThatBelievesEverybodyDoesNotStart() {
        assertThatThrownBy(() -> PorterStack.start(1, plan -> plan.option("proxy-headers", "xforwarded"))
                        .close())
                .hasMessageContaining("--proxy-trusted-addresses");
    }

    private static Rest.Answer guess(URI server, String forwardedFor, int number) {
        URI link = URI.create(server + "/realms/porter/go/" + "B".repeat(41) + number + "A");
        return Rest.send(HttpRequest.newBuilder(link)
                .header("X-Forwarded-For", forwardedFor)
                .header("Forwarded", "for=" + forwardedFor.split(",")[0])
                .GET());
    }
}
