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
import java.time.Duration;
import java.util.List;
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

    /** An alert on a metric that has another name never fires, and a panel stays empty. */
    @Test
    void everyMetricOfAlertsAndDashboardsIsThere() {
        // the tests' server has no budget of its own
        Person ben = stack.realm("watched", PorterStack.limit("user-mail.realm", "100/1h"))
                .newcomer("ben");
        ben.register();
        // it has left, so there is a circuit
        ben.mailbox().next();

        String figures = get(stack.parts().keycloak(), "/metrics").body();
        assertThat(Monitoring.metrics("(?:porter|keycloak|http_server|jvm|agroal|process|vendor)_"))
                .hasSizeGreaterThan(30)
                .allSatisfy(figure -> assertThat(figures).containsPattern("(?m)^" + figure + "[{ ]"));
        assertThat(figures)
                .containsPattern("porter_verification_accounts_total\\{realm=\"watched\",step=\"started\".*} 1\\.0");
    }

    /** What increase() of a counter that is not there yet misses is its first event, often the only one. */
    private static void countsFromZero(String figures) {
        List.of(
                        "porter_mail_outcomes_total{mailbox=\"gmail\",outcome=\"bounced\",transport=\"sendgrid\"",
                        "porter_mail_outcomes_total{mailbox=\"other\",outcome=\"failed\",transport=\"none\"",
                        "porter_mail_outcomes_total{mailbox=\"other\",outcome=\"complained\",transport=\"smtp\"",
                        "porter_mail_total{kind=\"verify-email\",realm=\"porter\",status=\"expired\",transport=\"none\"",
                        "porter_mail_retries_total{transport=\"smtp\"",
                        "porter_mail_failovers_total{from=\"sendgrid\",to=\"smtp\"",
                        "porter_mail_accepted_seconds_count{transport=\"smtp\"",
                        "porter_mail_delivered_seconds_count{transport=\"sendgrid\"",
                        "porter_mail_webhook_events_total{provider=\"sendgrid\",type=\"hard-bounce\"",
                        "porter_mail_webhook_rejected_total{provider=\"mailgun\",reason=\"forged\"",
                        "porter_mail_webhook_last_report_timestamp_seconds{provider=\"ses\"",
                        "porter_notices_total{outcome=\"failed\",realm=\"porter\",type=\"password-changed\"",
                        "porter_notices_disputed_total{realm=\"porter\",type=\"password-changed\"",
                        "porter_notices_failed_total",
                        "porter_reset_lost_total",
                        "porter_sign_up_refused_total{realm=\"porter\",rule=\"honeypot\"",
                        "porter_verification_accounts_total{realm=\"porter\",step=\"verified\"",
                        "porter_verification_seconds_count",
                        "porter_password_breach_lookups_total{result=\"failed\"",
                        "porter_limits_total{action=\"register\",dimension=\"ip\",outcome=\"denied\",store=\"redis\"",
                        "porter_limits_fallbacks_total",
                        "porter_links_refused_total{state=\"unknown\",step=\"open\"",
                        "porter_codes_total{outcome=\"wrong\"")
                .forEach(series ->
                        assertThat(figures).containsPattern("(?m)^" + Pattern.quote(series) + "(?:[,}].*)? 0\\.0$"));
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
    void aFreshNodeCountsFromZeroAndCanBeTakenOut() {
        try (LocalStack takenOut = LocalStack.builder()
                .option("spi-redis-connection--lettuce--health", "take-out")
                .start()) {
            KeycloakNode node = takenOut.keycloak();
            countsFromZero(get(node, "/metrics").body());
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
