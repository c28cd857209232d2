package io.github.keycloakporter.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Keycloak's Admin REST API at one address, as the first administrator. */
final class AdminApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    AdminApi(URI server) {
        this.server = server;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", path, null));
    }

    void post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        send("POST", path, JSON.writeValueAsString(body));
    }

    void put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        send("PUT", path, JSON.writeValueAsString(body));
    }

    JsonNode user(String realm, String name) throws IOException, InterruptedException {
        return get("/admin/realms/" + realm + "/users?exact=true&username=" + name)
                .path(0);
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return answer(HttpRequest.newBuilder(server.resolve(path))
                .method(method, publisher)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .build());
    }

    private String token() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                        + KeycloakNode.ADMIN + "&password=" + KeycloakNode.ADMIN))
                .build();
        return JSON.readTree(answer(request)).path("access_token").asText();
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    request.method() + " " + request.uri() + " gave " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
