package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails as a mail server gets them. */
class SmtpMessageTest {

    private final SmtpSender sender = new SmtpSender();
    private final GreenMail inbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        inbox.start();
    }

    @AfterEach
    void stop() {
        sender.close();
        inbox.stop();
    }

    @Test
    void everyPartOfAMailArrives() throws Exception {
        SenderIdentity from = new SenderIdentity(
                "no-reply@porter.example",
                Optional.of("Pörter, \"the\" <door>"),
                Optional.of("help@porter.example"),
                Optional.of("Help"),
                Optional.of("bounces@mail.porter.example"));
        MailMessage mail = Mails.mail("018f-42", from, "anna@example.org", "Grüße aus Köln: bitte bestätigen ✉");

        assertThat(deliver(sender.route(realm()), mail)).isInstanceOf(Accepted.class);

        MimeMessage got = inbox.getReceivedMessages()[0];
        assertThat(got.getMessageID()).isEqualTo("<018f-42@porter.example>");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getSubject()).isEqualTo("Grüße aus Köln: bitte bestätigen ✉");
        assertThat(got.getSentDate()).isNotNull();
        assertThat(got.getFrom()).containsExactly(new InternetAddress("no-reply@porter.example"));
        assertThat(((InternetAddress) got.getFrom()[0]).getPersonal()).isEqualTo("Pörter, \"the\" <door>");
        assertThat(got.getReplyTo()).containsExactly(new InternetAddress("help@porter.example"));
        assertThat(got.getAllRecipients()).containsExactly((Address) new InternetAddress("anna@example.org"));
        assertThat(got.getHeader("Return-Path")).containsExactly("<bounces@mail.porter.example>");
        MimeMultipart bodies = (MimeMultipart) got.getContent();
        assertThat(bodies.getContentType()).startsWith("multipart/alternative");
        assertThat(bodies.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(bodies.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(mail.text());
        assertThat(bodies.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(bodies.getBodyPart(1).getContent()).isEqualTo(mail.html());
    }

    @Test
    void aMailWithoutMessageIdGetsOneThatTellsNothingOfThisMachine() throws Exception {
        MailMessage bare = new MailMessage(
                "018f-7",
                MailKind.OTHER,
                Mails.SENDER,
                "anna@example.org",
                "Hello",
                "text",
                "html",
                Map.of(),
                Optional.empty(),
                Map.of());
        assertThat(deliver(sender.route(realm()), bare)).isInstanceOf(Accepted.class);
        assertThat(inbox.getReceivedMessages()[0].getMessageID()).isEqualTo("<018f-7@porter.example>");
    }

    @Test
    void domainsInAnyScript() throws Exception {
        SenderIdentity from = new SenderIdentity(
                "no-reply@pörter.example", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(deliver(sender.route(realm()), Mails.mail("018f-8", from, "anna@bücher.example", "Hello")))
                .isInstanceOf(Accepted.class);
        MimeMessage got = inbox.getReceivedMessages()[0];
        assertThat(got.getAllRecipients()).containsExactly(new InternetAddress("anna@xn--bcher-kva.example"));
        assertThat(got.getFrom()).containsExactly(new InternetAddress("no-reply@xn--prter-jua.example"));
    }

    @Test
    void aSenderThatIsNoAddressWaitsForTheOperator() {
        for (SenderIdentity from : new SenderIdentity[] {
            new SenderIdentity("porter", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            new SenderIdentity("a@b.example", Optional.empty(), Optional.of("no"), Optional.empty(), Optional.empty()),
            new SenderIdentity("a@b.example", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("no")),
        }) {
            assertThat(code(deliver(sender.route(realm()), Mails.mail("1", from, "anna@example.org", "Hello"))))
                    .isEqualTo("smtp sender");
        }
    }

    @Test
    void logsInWithWhatTheVaultHolds() {
        inbox.setUser("porter", "porter", "right");
        MailRealm realm = realm().smtp("auth", "true", "user", "porter", "password", "${vault.smtp}");
        TransportSession vault = new TransportSession().secret("smtp", "right");
        assertThat(deliver(sender.route(realm, vault), Mails.to("anna@example.org")))
                .isInstanceOf(Accepted.class);

        MailRealm wrong = realm().smtp("auth", "true", "user", "porter", "password", "wrong");
        assertThat(code(deliver(sender.route(wrong), Mails.to("anna@example.org"))))
                .isEqualTo("smtp auth 535");
    }

    @Test
    void noRouteWithoutHostOrSender() {
        assertThat(sender.find(realm().smtp("host", " "), new TransportSession()))
                .isEmpty();
        assertThat(sender.find(realm().smtp("host", null), new TransportSession()))
                .isEmpty();
        assertThat(sender.find(realm().smtp("from", null), new TransportSession()))
                .isEmpty();
        assertThat(sender.find(realm(), new TransportSession())).hasValueSatisfying(route -> {
            assertThat(route.transport()).isEqualTo("smtp");
            assertThat(route.batchSize()).isEqualTo(1);
            assertThat(route.server())
                    .isEqualTo("smtp:localhost:" + inbox.getSmtp().getPort());
        });
    }

    private MailRealm realm() {
        return SmtpSender.realm(inbox.getSmtp().getPort());
    }
}
