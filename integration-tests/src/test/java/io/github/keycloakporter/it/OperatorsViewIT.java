package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.LocalStack;
import io.github.keycloakporter.localstack.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator sees on the management port: figures and readiness. */
@OnPorter
class OperatorsViewIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final PorterStack stack;

    OperatorsViewIT(PorterStack stack) {
        this.stack = stack;
    }

    @Test
    void theFiguresSayHowRedisDoes() throws Exception {
        Person ada = stack.shipped().newcomer("ada");
        ada.register();
        ada.browser().open(ada.mailbox().next().link());

        String figures = get(stack.parts().keycloak(), "/metrics").body();
        assertThat(figures)
                .containsPattern("porter_redis_command_seconds_count\\{.*operation=\"action-link.issue\".*} [1-9]")
                .containsPattern("porter_redis_command_seconds_count\\{.*operation=\"action-link.claim\".*} [1-9]")
                .containsPattern("porter_redis_command_seconds_count\\{.*operation=\"rate-limiter.acquire\".*} [1-9]")
                .containsPattern("porter_redis_up(\\{.*})? 1\\.0")
                .doesNotContain(ada.address());
    }

    /** An alert on a figure that has another name never comes. */
    @Test
    void everyFigureThatAnAlertNamesIsThere() throws IOException {
        // the tests' server has no budget of its own
        stack.realm("watched", PorterStack.limit("user-mail.realm", "100/1h"))
                .newcomer("ben")
                .register();

        String figures = get(stack.parts().keycloak(), "/metrics").body();
        String rules = Files.readString(PorterStack.root().resolve("docker/prometheus/porter.rules.yml"));
        assertThat(Pattern.compile("\\bporter_[a-z_]+").matcher(rules).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(figure -> assertThat(figures).containsPattern("(?m)^" + figure + "[{ ]"));
    }

    @Test
    void aNodeMerelyReportsThatRedisIsGone() {
        RedisServer redis = stack.parts().redis();
        KeycloakNode node = stack.parts().keycloak();
        assertThat(readiness(node)).isEqualTo(200);
        redis.stop();
        try {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(get(node, "/health/ready").body())
                            .contains("Porter Redis connection")
                            .doesNotContain("\"state\": \"UP\""));
            assertThat(readiness(node)).isEqualTo(200);
        } finally {
            redis.restart();
        }
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(get(node, "/metrics").body()).containsPattern("porter_redis_up(\\{.*})? 1\\.0"));
    }

    @Test
    void aNodeCanBeTakenOutInstead() {
        try (LocalStack takenOut = LocalStack.builder()
                .option("spi-redis-connection--lettuce--health", "take-out")
                .start()) {
            KeycloakNode node = takenOut.keycloak();
            assertThat(readiness(node)).isEqualTo(200);
            takenOut.redis().stop();
            await().atMost(SOON).untilAsserted(() -> assertThat(readiness(node)).isEqualTo(503));
            takenOut.redis().restart();
            await().atMost(SOON).untilAsserted(() -> assertThat(readiness(node)).isEqualTo(200));
        }
    }

    private int readiness(KeycloakNode node) {
        return get(node, "/health/ready").statusCode();
    }

    private HttpResponse<String> get(KeycloakNode node, String path) {
        URI address = node.managementUrl().resolve(path);
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while asking " + address, e);
        }
    }
}
