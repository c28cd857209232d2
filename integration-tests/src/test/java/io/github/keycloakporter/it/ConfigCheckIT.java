package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.KeycloakDistribution;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /admin/realms/{realm}/porter-config}, and a start that is refused. */
@OnPorter
class ConfigCheckIT {

    private final PorterStack stack;

    ConfigCheckIT(PorterStack stack) {
        this.stack = stack;
    }

    @Test
    void aRealmShowsItsMistakes() {
        Realm realm = stack.realm("misconfigured", json -> {
            json.put("verifyEmail", false);
            json.put("bruteForceProtected", false);
            ((ObjectNode) json.get("smtpServer"))
                    .put("from", "accounts@acme.example.dev")
                    .put("auth", true)
                    .put("user", "acme")
                    .put("password", "${vault.smtp}");
            json.withObject("/attributes")
                    .put("porter.limit.verify-mail.user", "5/1h")
                    .put("porter.mail.transports", "smpt,smtp");
        });
        stack.dns().txt("acme.example.dev", "v=spf1 -all").txt("_dmarc.acme.example.dev", "v=DMARC1; p=none");

        JsonNode findings = realm.admin().read("/misconfigured/porter-config");

        assertThat(ids(findings))
                .containsExactly(
                        "brute-force",
                        "transport-unknown",
                        "vault-entry",
                        "verify-email",
                        "attribute-unknown",
                        "sender-dkim");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.get("realm").asText()).isEqualTo("misconfigured");
            assertThat(finding.get("why").asText()).isNotBlank();
            assertThat(finding.get("fix").asText()).isNotBlank();
        });
        assertThat(findings.get(5).get("where").asText()).isEqualTo("acme.example.dev");
    }

    /** The journeys' server is none for production: on this machine alone, without TLS, with limits off. */
    @Test
    void theMasterRealmShowsTheServersToo() {
        JsonNode findings = stack.shipped().admin().read("/master/porter-config");

        assertThat(ids(findings))
                .contains("hostname-local", "links-any", "database-embedded", "limit-off", "secret-example")
                .doesNotContain("clock-redis", "clock-database", "redis-unusable", "redis-eviction", "option-unknown");
        assertThat(ids(stack.shipped().admin().read("/porter/porter-config")))
                .contains("sender-example")
                .doesNotContain("hostname-local", "limit-off");
    }

    @Test
    void onlyWhoMayViewTheRealmSeesThem() {
        Realm realm = stack.realm("config-viewers", json -> {});
        String config = "/config-viewers/porter-config";
        assertThat(realm.admin().as("not a token").get(config).status()).isEqualTo(401);
        assertThat(realm.administrator().get(config).status()).isEqualTo(403);
        assertThat(realm.administrator("view-users").get(config).status()).isEqualTo(403);
        assertThat(realm.administrator("view-realm").get(config).status()).isEqualTo(200);
        assertThat(realm.administrator("manage-realm").get(config).status()).isEqualTo(200);
    }

    /** Nothing but the command of a second node on another database; it ends by itself. */
    @Test
    void anUnsafeServerDoesNotStart(@TempDir Path directory) throws Exception {
        KeycloakDistribution distribution = stack.parts().distribution();
        KeycloakNode node = KeycloakNode.builder(distribution)
                .dir(directory)
                .option("hostname", "http://id.acme.dev")
                .option("spi-redis-connection--lettuce--uri", "redis://redis.acme.dev:6379")
                .env("KC_BOOTSTRAP_ADMIN_PASSWORD", "ohN7oov6Eequaeph0hae")
                .build();

        // the message ends with the last lines of the log, which another thread may still write
        assertThatThrownBy(node::restart).hasMessageContaining("ended with status 1");

        List<String> log = Files.readAllLines(node.logFile());
        assertThat(log)
                .anyMatch(line -> line.contains("Option --spi-config-check--server--allow-unsafe does not allow")
                        && line.contains("[hostname-https] --hostname is http.")
                        && line.contains("[redis-password]")
                        && line.contains("[redis-tls]")
                        && line.contains("=hostname-https,redis-password,redis-tls"));
        node.close();
    }

    private static List<String> ids(JsonNode findings) {
        return StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.get("id").asText())
                .toList();
    }
}
