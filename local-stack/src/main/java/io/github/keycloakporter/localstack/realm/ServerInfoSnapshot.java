package io.github.keycloakporter.localstack.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks a running server for the ids it knows, through {@code /admin/serverinfo}. The flow types are constants of
 * {@code org.keycloak.authentication.AuthenticationFlow}; the built-in flows are those of the master realm.
 */
public final class ServerInfoSnapshot {

    /** The SPIs a realm file names providers of. */
    private static final List<String> SPIS = List.of(
            "authenticator",
            "client-authenticator",
            "client-policy-condition",
            "client-policy-executor",
            "eventsListener",
            "form-action",
            "form-authenticator",
            "identity-provider-mapper",
            "identity_provider",
            "login-protocol",
            "password-policy",
            "protocol-mapper",
            "required-action",
            "social");

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI server;
    private final String user;
    private final String password;

    /**
     * @param server the base URL, without a trailing slash
     * @param user an administrator of the master realm
     */
    public ServerInfoSnapshot(URI server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
    }

    /** Writes the snapshot: arguments are the server's URL and the file; the administrator comes from the environment. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String user = System.getenv("KC_BOOTSTRAP_ADMIN_USERNAME");
        String password = System.getenv("KC_BOOTSTRAP_ADMIN_PASSWORD");
        if (arguments.length != 2 || user == null || password == null) {
            System.err.println("Give the server's URL and the file to write, and set KC_BOOTSTRAP_ADMIN_USERNAME and "
                    + "KC_BOOTSTRAP_ADMIN_PASSWORD");
            System.exit(2);
        }
        new ServerInfoSnapshot(URI.create(arguments[0]), user, password).ask().save(Path.of(arguments[1]));
    }

    /**
     * Asks.
     *
     * @throws IOException if the server does not answer, or refuses
     */
    public KnownProviders ask() throws IOException, InterruptedException {
        String token = token();
        JsonNode info = get("/admin/serverinfo", token);
        SortedMap<String, SortedSet<String>> known = new TreeMap<>();
        for (String spi : SPIS) {
            known.put(spi, fieldNames(info.at("/providers/" + spi + "/providers")));
        }
        info.path("themes")
                .properties()
                .forEach(type -> known.put("theme/" + type.getKey(), texts(type.getValue(), "/name")));
        info.path("componentTypes")
                .properties()
                .forEach(type -> known.put("component/" + type.getKey(), texts(type.getValue(), "/id")));
        known.put("event-type", texts(info.at("/enums/eventType"), ""));
        known.put("flow", texts(get("/admin/realms/master/authentication/flows", token), "/alias"));
        known.put("flow-type", new TreeSet<>(Set.of("basic-flow", "form-flow", "client-flow")));
        return new KnownProviders(info.at("/systemInfo/version").asText(), known);
    }

    private static SortedSet<String> fieldNames(JsonNode node) {
        SortedSet<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static SortedSet<String> texts(JsonNode list, String pointer) {
        SortedSet<String> texts = new TreeSet<>();
        list.forEach(entry -> texts.add(entry.at(pointer).asText()));
        return texts;
    }

    private String token() throws IOException, InterruptedException {
        String form =
                "grant_type=password&client_id=admin-cli&username=" + encode(user) + "&password=" + encode(password);
        HttpRequest request = request("/realms/master/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return send(request).path("access_token").asText();
    }

    private JsonNode get(String path, String token) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode());
        }
        return json.readTree(response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
