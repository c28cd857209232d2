package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.common.enums.HostnameVerificationPolicy;

/** Over real connections, with the HTTP client that Keycloak has itself. */
class TokenEndpointTest {

    private static TestCertificate localhost;
    private static TestCertificate stranger;
    private static TestCertificate elsewhere;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeAll
    static void certificates(@TempDir Path directory) throws Exception {
        localhost = TestCertificate.make(directory, "dns:localhost");
        stranger = TestCertificate.make(Files.createDirectory(directory.resolve("stranger")), "dns:localhost");
        elsewhere = TestCertificate.make(directory, "dns:elsewhere.example");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whoStandsInKeycloaksTruststoreIsBelieved() throws Exception {
        String url = serveTls(localhost);
        assertThat(ask(url, trusting(localhost, HostnameVerificationPolicy.DEFAULT)))
                .isEqualTo(new TokenEndpoint.Grant("token", Duration.ofMinutes(5)));
        assertThat(asked)
                .containsExactly("/token grant_type=client_credentials&client_id=porter&client_secret=s%26cret");
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        String url = serveTls(localhost);
        assertThat(code(refusal(url, trusting(stranger, HostnameVerificationPolicy.DEFAULT))))
                .isEqualTo("smtp token tls");
        assertThat(code(refusal(url, new TransportSession()))).isEqualTo("smtp token tls");
        assertThat(asked).isEmpty();
    }

    @Test
    void theHostNameCountsAsKeycloakSaysItDoes() throws Exception {
        String url = serveTls(elsewhere);
        assertThat(code(refusal(url, trusting(elsewhere, HostnameVerificationPolicy.DEFAULT))))
                .isEqualTo("smtp token tls");
        assertThat(asked).isEmpty();
        assertThat(ask(url, trusting(elsewhere, HostnameVerificationPolicy.ANY)).token())
                .isEqualTo("token");
    }

    @Test
    void keycloaksProxyIsUsed() throws Exception {
        String proxy = serve(HttpServer.create(address(), 0), "http", 200);
        TransportSession session = new TransportSession().http("proxy-mappings", "tokens[.]example;" + proxy);
        assertThat(ask("http://tokens.example/token", session).token()).isEqualTo("token");
        assertThat(asked).hasSize(1);
    }

    @Test
    void theSecretIsNotCarriedOn() throws Exception {
        String url = serve(HttpServer.create(address(), 0), "http", 307);
        assertThat(code(refusal(url + "/token", new TransportSession().http("allow-redirects", "true"))))
                .isEqualTo("smtp token 307");
        assertThat(asked).hasSize(1);
    }

    private static TransportSession trusting(TestCertificate certificate, HostnameVerificationPolicy policy)
            throws Exception {
        return new TransportSession().trusting(certificate.trust(), policy);
    }

    private String serveTls(TestCertificate certificate) throws Exception {
        HttpsServer tls = HttpsServer.create(address(), 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        return serve(tls, "https", 200) + "/token";
    }

    private String serve(HttpServer with, String scheme, int status) {
        server = with;
        server.createContext("/", exchange -> answer(exchange, status));
        server.start();
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        asked.add(exchange.getRequestURI().getPath() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] answer = "{\"access_token\":\"token\",\"expires_in\":300}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static DeliveryResult refusal(String url, TransportSession session) {
        try {
            return new DeliveryResult.Accepted(Optional.of(ask(url, session).token()));
        } catch (NotConnectedException e) {
            return e.result();
        }
    }

    private static TokenEndpoint.Grant ask(String url, TransportSession session) throws NotConnectedException {
        TokenEndpoint endpoint = new TokenEndpoint();
        endpoint.read(session.session());
        session.close();
        return endpoint.ask(new SmtpSettings.Token("porter@example.org", url, "porter", "s&cret", Optional.empty()));
    }
}
