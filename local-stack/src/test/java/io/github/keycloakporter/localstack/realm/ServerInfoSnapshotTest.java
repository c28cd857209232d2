package io.github.keycloakporter.localstack.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The question and its answers over real HTTP; the whole answer of a real server is compared in the integration tests. */
class ServerInfoSnapshotTest {

    private static final Map<String, String> ANSWERS = Map.of(
            "/realms/master/protocol/openid-connect/token",
            "{\"access_token\": \"abc\"}",
            "/admin/serverinfo",
            """
            {"systemInfo": {"version": "26.7.3"},
             "providers": {"authenticator": {"providers": {"b": {}, "a": {}}}},
             "themes": {"login": [{"name": "porter"}]},
             "componentTypes": {"org.keycloak.keys.KeyProvider": [{"id": "rsa"}]},
             "enums": {"eventType": ["LOGIN"]}}
            """,
            "/admin/realms/master/authentication/flows",
            "[{\"alias\": \"browser\"}]");

    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ANSWERS.get(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sortsTheAnswersByKind() throws Exception {
        KnownProviders known = question().ask();

        assertThat(known.keycloakVersion()).isEqualTo("26.7.3");
        assertThat(known.ids("authenticator")).containsExactly("a", "b");
        assertThat(known.ids("theme/login")).containsExactly("porter");
        assertThat(known.ids("component/org.keycloak.keys.KeyProvider")).containsExactly("rsa");
        assertThat(known.ids("event-type")).containsExactly("LOGIN");
        assertThat(known.ids("flow")).containsExactly("browser");
        assertThat(known.ids("flow-type")).containsExactly("basic-flow", "client-flow", "form-flow");
    }

    @Test
    void tellsWhatTheServerRefused() {
        status = 401;

        assertThatThrownBy(question()::ask).isInstanceOf(IOException.class).hasMessageContaining("/token answered 401");
    }

    private ServerInfoSnapshot question() {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort());
        return new ServerInfoSnapshot(url, "admin", "admin");
    }
}
