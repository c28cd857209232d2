package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XOAUTH2: log-in with an access token got by client credentials. */
class SmtpTokenTest {

    private final SmtpSender sender = new SmtpSender("idleConnections", "0");
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile int status = 200;
    private volatile String expires = ",\"expires_in\":3600";
    private FaultySmtpServer server;
    private HttpServer tokens;

    @BeforeEach
    void start() throws IOException {
        server = new FaultySmtpServer().offering("AUTH XOAUTH2 PLAIN");
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = ("{\"access_token\":\"token-" + issued.incrementAndGet() + "\"" + expires + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
    }

    @AfterEach
    void stop() {
        sender.close();
        server.close();
        tokens.stop(0);
    }

    @Test
    void aTokenServesManyMails() {
        MailRoute route = route();
        assertThat(asked).as("nothing is asked while a session is open").isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(deliver(route, Mails.to("anna@example.org"))).isInstanceOf(Accepted.class);
        }
        assertThat(asked)
                .containsExactly("grant_type=client_credentials&client_id=porter&client_secret=s%26cret&scope=a+b");
        assertThat(logins()).containsExactly(xoauth2("token-1"), xoauth2("token-1"), xoauth2("token-1"));
    }

    @Test
    void anExpiredOneIsReplaced() {
        expires = ",\"expires_in\":0";
        deliver(route(), Mails.to("anna@example.org"));
        deliver(route(), Mails.to("anna@example.org"));
        assertThat(logins()).containsExactly(xoauth2("token-1"), xoauth2("token-2"));
    }

    @Test
    void oneWithoutExpiryIsKeptForAWhile() {
        expires = "";
        deliver(route(), Mails.to("anna@example.org"));
        deliver(route(), Mails.to("anna@example.org"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefusedOneIsReplacedOnce() {
        server.once("AUTH", "535 5.7.8 expired");
        assertThat(deliver(route(), Mails.to("anna@example.org"))).isInstanceOf(Accepted.class);
        assertThat(logins()).containsExactly(xoauth2("token-1"), xoauth2("token-2"));

        server.always("AUTH", "535 5.7.8 no");
        assertThat(code(deliver(route(), Mails.to("anna@example.org")))).isEqualTo("smtp auth 535");
        assertThat(logins()).hasSize(4);
    }

    @Test
    void theEndpointSaysNo() {
        status = 401;
        assertThat(code(deliver(route(), Mails.to("anna@example.org")))).isEqualTo("smtp token 401");
        status = 200;
        expires = "}";
        assertThat(deliver(route(), Mails.to("anna@example.org"))).isInstanceOf(Accepted.class);
    }

    @Test
    void theEndpointIsGone() {
        tokens.stop(0);
        assertThat(code(deliver(route(), Mails.to("anna@example.org")))).isEqualTo("smtp token connect");
        assertThat(server.connections()).isZero();
    }

    @Test
    void theEndpointIsNone() {
        MailRoute route = sender.route(realm().smtp("authTokenUrl", "no url at all"));
        assertThat(code(deliver(route, Mails.to("anna@example.org")))).isEqualTo("smtp token url");
    }

    private MailRoute route() {
        return sender.route(realm(), new TransportSession().secret("token", "s&cret"));
    }

    private MailRealm realm() {
        return SmtpSender.realm(server.port())
                .smtp(
                        "auth", "true",
                        "authType", "token",
                        "user", "porter@example.org",
                        "authTokenUrl",
                                "http://localhost:" + tokens.getAddress().getPort() + "/token",
                        "authTokenClientId", "porter",
                        "authTokenClientSecret", "${vault.token}",
                        "authTokenScope", "a b");
    }

    private List<String> logins() {
        return server.commands().stream()
                .filter(line -> line.startsWith("AUTH "))
                .toList();
    }

    private static String xoauth2(String token) {
        String answer = "user=porter@example.org\u0001auth=Bearer " + token + "\u0001\u0001";
        return "AUTH XOAUTH2 " + Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8));
    }
}
