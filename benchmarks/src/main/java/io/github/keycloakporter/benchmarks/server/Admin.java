package io.github.keycloakporter.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** The administrator of one server. The token is kept for half of its life. */
final class Admin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long TOKEN_NANOS = 30_000_000_000L;

    private final URI server;
    private String token;
    private long tokenTime;

    Admin(URI server) {
        this.server = server;
    }

    /** @param path below {@code /admin/realms} */
    JsonNode get(String path) {
        return parse(call("GET", path, null));
    }

    void post(String path, Object body) {
        call("POST", path, body);
    }

    void put(String path, Object body) {
        call("PUT", path, body);
    }

    private String call(String method, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/admin/realms" + path))
                .header("Authorization", "Bearer " + token())
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.valueToTree(body).toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return Http.require(Http.send(request)).body();
    }

    private String token() {
        if (token == null || System.nanoTime() - tokenTime > TOKEN_NANOS) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(server + "/realms/master/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                            + KeycloakNode.ADMIN + "&password=" + KeycloakNode.ADMIN));
            token = parse(Http.require(Http.send(request)).body())
                    .get("access_token")
                    .asText();
            tokenTime = System.nanoTime();
        }
        return token;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The server answered with something else than JSON", e);
        }
    }
}
