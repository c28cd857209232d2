package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one Redis and one database. */
class ClusterIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder()
                .nodes(2)
                .withoutShippedRealm()
                .realm(Path.of("src/test/resources/tiny-realm.json"))
                .start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aChangeOnOneNodeReachesTheOthersCache() throws Exception {
        AdminApi one = new AdminApi(stack.nodes().get(0).baseUrl());
        AdminApi two = new AdminApi(stack.nodes().get(1).baseUrl());
        String path =
                "/admin/realms/tiny/users/" + one.user("tiny", "ann").path("id").asText();
        assertThat(two.get(path).path("firstName").asText()).isEqualTo("Ann");
        one.put(path, Map.of("firstName", "Anna", "lastName", "Example", "email", "ann@example.org"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(two.get(path).path("firstName").asText()).isEqualTo("Anna"));
    }

    @Test
    void theOthersGoOnWhenOneIsKilledAndItComesBack() throws Exception {
        AdminApi anyNode = new AdminApi(stack.baseUrl());
        anyNode.post("/admin/realms/tiny/users", Map.of("username", "bob", "enabled", true));
        KeycloakNode second = stack.nodes().get(1);
        second.kill();
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                        anyNode.user("tiny", "bob").path("username").asText())
                .isEqualTo("bob"));
        second.restart();
        stack.balancer().only(1);
        assertThat(new AdminApi(stack.baseUrl())
                        .user("tiny", "bob")
                        .path("username")
                        .asText())
                .isEqualTo("bob");
        stack.balancer().all();
    }
}
