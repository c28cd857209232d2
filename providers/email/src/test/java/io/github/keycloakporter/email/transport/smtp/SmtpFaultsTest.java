package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.Results.fault;
import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a server can do to a mail, and the code that is kept of it; whose fault it is, {@code fault-cases.tsv} says. */
class SmtpFaultsTest {

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

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 4.3.2 full, smtp 421 4.3.2",
        "MAIL, 530 5.7.0 log in first, smtp auth 530",
        "RCPT, 550 5.1.1 <anna@example.org> unknown, smtp 550 5.1.1",
        "RCPT, 550 no such user anna@example.org, smtp 550",
        "END, 452 4.3.1 disk full, smtp 452 4.3.1",
    })
    void theCodeIsNumbersAndNoText(String verb, String reply, String code) {
        server.always(verb, reply);
        assertThat(code(send())).isEqualTo(code);
        assertThat(server.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, silence, smtp timeout",
        "MAIL, silence, smtp timeout",
        "END, silence, smtp timeout",
        "GREETING, drop, smtp dropped",
        "EHLO, drop, smtp dropped",
        "MAIL, drop, smtp dropped",
        "RCPT, drop, smtp dropped",
        "DATA, drop, smtp dropped",
        "CONTENT, drop, smtp dropped",
        "END, drop, smtp dropped",
    })
    void silenceAndHangingUp(String verb, String fault, String code) {
        server.always(verb, fault);
        assertThat(code(send())).isEqualTo(code);
        assertThat(server.connections()).as("nobody asked again").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, hello there",
        "GREETING, ''",
        "MAIL, 2",
        "RCPT, 2x0 ok",
        "DATA, 250 Ok",
        "END, yes",
        "END, ''"
    })
    void nonsense(String verb, String reply) {
        server.always(verb, reply);
        assertThat(fault(send())).isEqualTo(Fault.temporary(Party.TRANSPORT));
    }

    @Test
    void nobodyListens() {
        server.close();
        assertThat(code(send())).isEqualTo("smtp connect");
    }

    @Test
    void noSuchHost() {
        MailRoute route = sender.route(SmtpSender.realm(25).smtp("host", "nowhere.invalid"));
        assertThat(code(deliver(route, Mails.to("anna@example.org")))).isEqualTo("smtp connect");
        assertThat(route.server()).isEqualTo("smtp:nowhere.invalid:25");
    }

    @Test
    void noTlsWhereTlsIsExpected() {
        MailRoute route = sender.route(SmtpSender.realm(server.port()).smtp("ssl", "true"));
        assertThat(deliver(route, Mails.to("anna@example.org"))).isInstanceOf(Failed.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void theWrongPassword() {
        server.offering("AUTH PLAIN LOGIN").always("AUTH", "535 5.7.8 anna@example.org is not welcome");
        MailRoute route =
                sender.route(SmtpSender.realm(server.port()).smtp("auth", "true", "user", "porter", "password", "no"));
        assertThat(code(deliver(route, Mails.to("anna@example.org")))).isEqualTo("smtp auth 535");
        assertThat(server.commands("MAIL")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "250 Ok 0100018c7b1f2a3b-9f6d1c2e-000000, 0100018c7b1f2a3b-9f6d1c2e-000000",
        "250 2.0.0 Ok: queued as 4XYZ12, 4XYZ12",
        "250 Ok: queued as ZqE1-abc_9, ZqE1-abc_9",
        "250 OK id=1rDxyz-0001ab-2C, 1rDxyz-0001ab-2C",
        "250 Great success,",
        "250 Ok,",
        "250 2.0.0 OK 1700000000 abc - gsmtp,",
        "250 2.6.0 <a@example.org> Queued mail for delivery,",
    })
    void theServersNameForTheMail(String reply, String id) {
        server.always("END", reply);
        assertThat(send()).isEqualTo(new Accepted(Optional.ofNullable(id)));
    }

    @ParameterizedTest
    @CsvSource({"anna", "anna@", "@example.org", "a b@example.org", "'anna@example.org, bob@example.org'", "''"})
    void noAddress(String recipient) {
        MailRoute route = sender.route(SmtpSender.realm(server.port()));
        assertThat(code(deliver(route, Mails.to(recipient)))).isEqualTo("smtp address");
        assertThat(server.connections()).isZero();
    }

    private DeliveryResult send() {
        return deliver(sender.route(SmtpSender.realm(server.port())), Mails.to("anna@example.org"));
    }
}
