package io.github.keycloakporter.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Supplier;

/** The administrator of the server, over Keycloak's Admin REST API. */
public final class Admin {

    private static final String NAME = "admin";

    private final Supplier<URI> server;
    private final Supplier<String> token;

    /** The first administrator of the server there. */
    public Admin(Supplier<URI> server) {
        this.server = server;
        this.token = this::freshToken;
    }

    private Admin(Supplier<URI> server, String token) {
        this.server = server;
        this.token = () -> token;
    }

    /** The same API for somebody else, by that person's access token. */
    public Admin as(String accessToken) {
        return new Admin(server, accessToken);
    }

    /** For a burst of calls: all with one token, which lives for a minute. */
    public Admin briefly() {
        return as(token.get());
    }

    public Rest.Answer get(String path) {
        return call("GET", path, null);
    }

    public Rest.Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    /** A few of Keycloak's calls take a form instead of JSON. */
    public Rest.Answer postForm(String path, Map<String, String> fields) {
        return Rest.send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Browser.encode(fields))));
    }

    public Rest.Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Rest.Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** The answer's body; an error unless the call succeeded. */
    public JsonNode read(String path) {
        return require(get(path), path).json();
    }

    /** What the server has, as the console asks for it. */
    public JsonNode serverInfo() {
        URI url = URI.create(server.get() + "/admin/serverinfo");
        return require(
                        Rest.send(HttpRequest.newBuilder(url).header("Authorization", "Bearer " + token.get())),
                        url.toString())
                .json();
    }

    /** Hands the answer on; an error unless it says success. */
    public static Rest.Answer require(Rest.Answer answer, String what) {
        if (answer.status() >= 300) {
            throw new AssertionError(what + " answered " + answer);
        }
        return answer;
    }

    private Rest.Answer call(String method, String path, Object body) {
        HttpRequest.Builder request = request(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return Rest.send(request);
    }

    /** A token each time: it costs 30 ms and no test has to care about its age or a restarted server. */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.get() + "/admin/realms" + path))
                .header("Authorization", "Bearer " + token.get());
    }

    private String freshToken() {
        String url = server.get() + "/realms/master/protocol/openid-connect/token";
        Map<String, String> login =
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", NAME, "password", NAME);
        return require(Rest.postForm(url, login), url)
                .json()
                .get("access_token")
                .asText();
    }

    private static String json(Object body) {
        try {
            return Rest.JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not to be written as JSON: " + body, e);
        }
    }
}
