package io.github.keycloakporter.benchmarks.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.benchmarks.server.LoginFigures.Operation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;

/**
 * People who log in to an app by the authorization code flow, log in again with their SSO session, and refresh their tokens. With
 * several nodes, each request goes to the next node.
 */
final class Logins {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "Quarry-7-lantern-Moss";

    private final Server server;
    private final List<Person> people = new ArrayList<>();

    private static final class Person {
        private final String address = "d0." + UUID.randomUUID() + "@example.org";
        private Browser browser;
        private String refreshToken;
    }

    /** @param batch how many people there are, each of whom does everything once in a round */
    Logins(Server server, int batch) {
        this.server = server;
        for (int i = 0; i < batch; i++) {
            Person person = new Person();
            server.admin()
                    .post(
                            server.path("/users"),
                            Map.of(
                                    "username",
                                    person.address,
                                    "email",
                                    person.address,
                                    "firstName",
                                    "Ada",
                                    "lastName",
                                    "Byron",
                                    "enabled",
                                    true,
                                    "emailVerified",
                                    true,
                                    "credentials",
                                    List.of(Map.of("type", "password", "value", PASSWORD))));
            people.add(person);
        }
    }

    /** @return processor time of the nodes for one operation, in nanoseconds */
    long batch(Operation operation) {
        long start = server.processorNanos();
        for (Person person : people) {
            switch (operation) {
                case LOG_IN -> logIn(person);
                case SSO -> redeem(person, person.browser.leave(authorization()));
                case REFRESH ->
                    tokens(person, Map.of("grant_type", "refresh_token", "refresh_token", person.refreshToken));
            }
        }
        return (server.processorNanos() - start) / people.size();
    }

    private void logIn(Person person) {
        person.browser = new Browser(server::route);
        Element form = person.browser.open(authorization()).selectFirst("form#kc-form-login");
        redeem(person, person.browser.leave(form, Map.of("username", person.address, "password", PASSWORD)));
    }

    private String authorization() {
        return server.realmUrl() + "/protocol/openid-connect/auth?"
                + Browser.encode(Map.of(
                        "client_id",
                        Server.CLIENT,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "redirect_uri",
                        Server.APP));
    }

    private void redeem(Person person, URI app) {
        String code = Arrays.stream(app.getQuery().split("&"))
                .filter(parameter -> parameter.startsWith("code="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No code in " + app))
                .substring("code=".length());
        tokens(person, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", Server.APP));
    }

    private void tokens(Person person, Map<String, String> grant) {
        Map<String, String> fields = new HashMap<>(grant);
        fields.put("client_id", Server.CLIENT);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.route(URI.create(server.realmUrl() + "/protocol/openid-connect/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Browser.encode(fields)));
        try {
            person.refreshToken = JSON.readTree(Http.require(Http.send(request)).body())
                    .get("refresh_token")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The token endpoint answered something else than JSON", e);
        }
    }
}
