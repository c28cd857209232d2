package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalStackIT {

    @Test
    void startsRedisInboxAndKeycloakWithTheRealm() throws Exception {
        try (LocalStack stack = LocalStack.builder()
                .withoutShippedRealm()
                .nodes(Integer.getInteger("nodes", 1))
                .realm(Path.of("src/test/resources/tiny-realm.json"))
                .start()) {
            URI realm = stack.realmUrl("tiny");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(realm).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
