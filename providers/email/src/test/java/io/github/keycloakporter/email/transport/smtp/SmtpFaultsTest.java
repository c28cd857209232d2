package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Reason;
import io.github.keycloakporter.spi.mail.DeliveryResult.Refused;
import io.github.keycloakporter.spi.mail.DeliveryResult.TryLater;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a server can do to a mail, and what is said of it. */
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
        "GREETING, 554 5.7.1 go away, smtp 554 5.7.1",
        "MAIL, 451 4.7.1 slowly, smtp 451 4.7.1",
        "MAIL, 530 5.7.0 log in first, smtp auth 530",
        "RCPT, 450 4.2.1 greylisted, smtp 450 4.2.1",
        "RCPT, 452 4.2.2 mailbox full, smtp 452 4.2.2",
        "RCPT, 421 too much, smtp 421",
        "DATA, 451 no, smtp 451",
        "END, 452 4.3.1 disk full, smtp 452 4.3.1",
        "END, 421 4.4.2 too slow, smtp 421 4.4.2",
    })
    void whatMayPassLater(String verb, String reply, String code) {
        server.always(verb, reply);
        assertThat(send()).isEqualTo(TryLater.of(code));
        assertThat(server.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 not you, MESSAGE, smtp 550 5.7.1",
        "MAIL, 550 who, MESSAGE, smtp 550",
        "RCPT, 550 5.1.1 <anna@example.org> unknown, RECIPIENT, smtp 550 5.1.1",
        "RCPT, 553 5.1.3 bad syntax, RECIPIENT, smtp 553 5.1.3",
        "RCPT, 550 no such user, RECIPIENT, smtp 550",
        "RCPT, 551 moved, RECIPIENT, smtp 551",
        "RCPT, 550 5.1.8 sender's domain not found, MESSAGE, smtp 550 5.1.8",
        "RCPT, 550 5.7.1 relaying denied, MESSAGE, smtp 550 5.7.1",
        "RCPT, 552 5.2.2 full, MESSAGE, smtp 552 5.2.2",
        "DATA, 554 no valid recipients, MESSAGE, smtp 554",
        "END, 550 spam, MESSAGE, smtp 550",
        "END, 552 5.3.4 too big, MESSAGE, smtp 552 5.3.4",
    })
    void whatNeverPasses(String verb, String reply, Reason reason, String code) {
        server.always(verb, reply);
        assertThat(send()).isEqualTo(new Refused(code, reason));
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
        assertThat(send()).isEqualTo(TryLater.of(code));
        assertThat(server.connections()).as("nobody asked again").isEqualTo(1);
    }

    @Test
    void nobodyListens() {
        server.close();
        assertThat(send()).isEqualTo(TryLater.of("smtp connect"));
    }

    @Test
    void noSuchHost() {
        MailRoute route = sender.route(SmtpSender.realm(25).smtp("host", "nowhere.invalid"));
        assertThat(deliver(route, Mails.to("anna@example.org"))).isEqualTo(TryLater.of("smtp connect"));
        assertThat(route.server()).isEqualTo("smtp:nowhere.invalid:25");
    }

    @Test
    void noTlsWhereTlsIsExpected() {
        MailRoute route = sender.route(SmtpSender.realm(server.port()).smtp("ssl", "true"));
        assertThat(deliver(route, Mails.to("anna@example.org"))).isInstanceOf(TryLater.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void theWrongPassword() {
        server.offering("AUTH PLAIN LOGIN").always("AUTH", "535 5.7.8 anna@example.org is not welcome");
        MailRoute route =
                sender.route(SmtpSender.realm(server.port()).smtp("auth", "true", "user", "porter", "password", "no"));
        assertThat(deliver(route, Mails.to("anna@example.org"))).isEqualTo(TryLater.of("smtp auth 535"));
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
        assertThat(deliver(route, Mails.to(recipient))).isEqualTo(new Refused("smtp address", Reason.RECIPIENT));
        assertThat(server.connections()).isZero();
    }

    private DeliveryResult send() {
        return deliver(sender.route(SmtpSender.realm(server.port())), Mails.to("anna@example.org"));
    }
}
