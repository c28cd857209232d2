package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses in any script (RFC 6531), only where both sides want them. */
class SmtpInternationalTest {

    private static final SenderIdentity UMLAUT = new SenderIdentity(
            "no-reply@porter.example", Optional.of("Pörter"), Optional.empty(), Optional.empty(), Optional.empty());

    private final SmtpSender sender = new SmtpSender();
    private FaultySmtpServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FaultySmtpServer();
    }

    @AfterEach
    void stop() {
        sender.close();
        server.close();
    }

    @Test
    void whereTheServerOffersIt() {
        server.offering("SMTPUTF8");
        assertThat(send("true", "jürgen@bücher.example")).isInstanceOf(Accepted.class);
        assertThat(server.commands()).contains("MAIL FROM:<no-reply@porter.example> SMTPUTF8");
        assertThat(server.commands()).contains("RCPT TO:<jürgen@xn--bcher-kva.example>");
        assertThat(server.messages().get(0)).contains("\nTo: jürgen@xn--bcher-kva.example\n");
    }

    @Test
    void onlyForMailsThatNeedIt() {
        server.offering("SMTPUTF8");
        assertThat(send("true", "juergen@bücher.example")).isInstanceOf(Accepted.class);
        assertThat(server.commands()).contains("MAIL FROM:<no-reply@porter.example>");
        assertThat(server.messages().get(0).lines().takeWhile(line -> !line.isEmpty()))
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @Test
    void notWhereTheServerDoesNotOfferIt() {
        assertThat(code(send("true", "jürgen@example.org"))).isEqualTo("smtp utf8");
        assertThat(server.commands("MAIL")).isZero();
        assertThat(send("true", "juergen@bücher.example")).isInstanceOf(Accepted.class);
        assertThat(server.connections())
                .as("the connection is as good as before")
                .isEqualTo(1);
        assertThat(server.messages().get(0).lines().takeWhile(line -> !line.isEmpty()))
                .allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @Test
    void notWhereTheRealmDoesNotWantIt() {
        server.offering("SMTPUTF8");
        assertThat(code(send("false", "jürgen@example.org"))).isEqualTo("smtp utf8");
        assertThat(server.connections()).isZero();
    }

    private DeliveryResult send(String allowed, String recipient) {
        return deliver(
                sender.route(SmtpSender.realm(server.port()).smtp("allowutf8", allowed)),
                Mails.mail("1", UMLAUT, recipient, "Grüße"));
    }
}
