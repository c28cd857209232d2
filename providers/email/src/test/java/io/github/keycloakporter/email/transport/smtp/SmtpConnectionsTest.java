package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.Results.fault;
import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that wait for the next mail. */
class SmtpConnectionsTest {

    private FaultySmtpServer server;
    private SmtpSender sender = new SmtpSender();

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
    void theNextMailTakesTheSameConnection() {
        MailRoute route = route();
        send(route, 3);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.commands("EHLO")).isEqualTo(1);
        assertThat(server.commands("RSET")).as("asked before each reuse").isEqualTo(2);
        assertThat(server.messages()).hasSize(3);
    }

    @Test
    void oneThatHungUpIsReplaced() {
        MailRoute route = route();
        send(route, 1);
        server.hangUp();
        send(route, 1);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void oneThatSaysGoodbyeIsReplaced() {
        server.once("RSET", "421 4.4.2 idle for too long");
        send(route(), 2);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.messages()).hasSize(2);
    }

    @Test
    void oneThatGoesBeforeTheMailWasGivenIsReplaced() {
        server.once("MAIL", "250 Ok").once("MAIL", "421 4.3.2 shutting down");
        send(route(), 2);
        assertThat(server.connections()).isEqualTo(2);

        server.once("RCPT", FaultySmtpServer.DROP);
        send(route(), 1);
        assertThat(server.connections()).isEqualTo(3);
        assertThat(server.messages()).hasSize(3);
    }

    @Test
    void itIsReplacedOnce() {
        send(route(), 1);
        server.always("MAIL", FaultySmtpServer.DROP);
        assertThat(code(deliver(route(), Mails.to("anna@example.org")))).isEqualTo("smtp dropped");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aMailThatMayHaveArrivedIsNotRepeated() {
        send(route(), 1);
        server.once("END", FaultySmtpServer.DROP);
        assertThat(code(deliver(route(), Mails.to("anna@example.org")))).isEqualTo("smtp dropped");
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.commands("DATA")).isEqualTo(2);
    }

    @Test
    void aRefusedMailDoesNotSpoilTheConnection() {
        server.once("RCPT", "550 5.1.1 unknown").once("END", "554 5.6.0 no");
        assertThat(deliver(route(), Mails.to("anna@example.org"))).isInstanceOf(Failed.class);
        assertThat(deliver(route(), Mails.to("bob@example.org"))).isInstanceOf(Failed.class);
        send(route(), 1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void oneThatHasHadItsShareIsReplacedAndTheMailGoesAtOnce() {
        server.once("MAIL", "250 Ok").once("MAIL", "250 Ok").once("MAIL", "452 4.5.3 Too many mails in this session");
        send(route(), 5);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.messages()).hasSize(5);
    }

    @Test
    void aNewOneThatHasHadItsShareIsTheServersFault() {
        server.always("MAIL", "452 4.5.3 Too many mails in this session");
        assertThat(fault(deliver(route(), Mails.to("anna@example.org")))).isEqualTo(Fault.temporary(Party.TRANSPORT));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void oneOnWhichOurAccountWasRefusedIsNotUsedAgain() {
        server.once("MAIL", "250 Ok").once("MAIL", "550 5.4.5 Daily sending limit exceeded");
        send(route(), 1);
        assertThat(fault(deliver(route(), Mails.to("anna@example.org")))).isEqualTo(Fault.temporary(Party.ACCOUNT));
        send(route(), 1);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void afterAHundredMailsANewOne() {
        send(route(), SmtpServer.MAILS_PER_CONNECTION + 1);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void noneWaitsForEver() {
        sender.close();
        sender = new SmtpSender("idleTimeout", "100ms");
        send(route(), 1);
        await().until(() -> server.open() == 0);
        assertThat(server.commands("QUIT")).isEqualTo(1);
    }

    @Test
    void noneWaitsWhereNoneMay() {
        sender.close();
        sender = new SmtpSender("idleConnections", "0");
        send(route(), 2);
        assertThat(server.connections()).isEqualTo(2);
        await().until(() -> server.open() == 0);
    }

    @Test
    void closingTheFactoryClosesThem() {
        send(route(), 1);
        assertThat(server.open()).isEqualTo(1);
        sender.close();
        await().until(() -> server.open() == 0);
    }

    @Test
    void accountsDoNotShare() {
        server.offering("AUTH PLAIN");
        for (String password : List.of("one", "one", "two")) {
            send(
                    sender.route(SmtpSender.realm(server.port())
                            .smtp("auth", "true", "user", "porter", "password", password)),
                    1);
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void manyAtOnce() throws Exception {
        MailRoute route = route();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<DeliveryResult>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String recipient = "user" + i + "@example.org";
                results.add(threads.submit(() -> deliver(route, Mails.to(recipient))));
            }
            for (Future<DeliveryResult> result : results) {
                assertThat(result.get()).isInstanceOf(Accepted.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.messages()).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(server.commands()).contains("RCPT TO:<user" + i + "@example.org>");
        }
        // eight at once, each good for a hundred mails
        assertThat(server.connections()).isLessThanOrEqualTo(16);
    }

    private MailRoute route() {
        return sender.route(SmtpSender.realm(server.port()));
    }

    private static void send(MailRoute route, int mails) {
        for (int i = 0; i < mails; i++) {
            assertThat(deliver(route, Mails.to("anna@example.org"))).isInstanceOf(Accepted.class);
        }
    }
}
