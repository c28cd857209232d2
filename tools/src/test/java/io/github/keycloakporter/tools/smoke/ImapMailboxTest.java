package io.github.keycloakporter.tools.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keycloakporter.tools.server.ConnectionOptions;
import io.github.keycloakporter.tools.server.ToolException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** On a real IMAP server with TLS. */
class ImapMailboxTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));

    @BeforeEach
    void start() throws MessagingException {
        server.start();
        var owner = server.setUser("smoke@example.org", "smoke", "hush");
        owner.deliver(message("smoke+one@example.org", "First"));
        owner.deliver(message("smoke+two@example.org", "Other"));
        owner.deliver(message("smoke+one@example.org", "Second"));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void findsAndRemovesTheEmailsToOneAddress() {
        try (Mailbox mailbox = open("hush", "--insecure")) {
            assertThat(mailbox.letters("smoke+one@example.org"))
                    .containsExactly(
                            new Letter("First", "plain First", "<p>html First</p>"),
                            new Letter("Second", "plain Second", "<p>html Second</p>"));
            assertThat(mailbox.remove("smoke+one@example.org")).isTrue();
            assertThat(mailbox.letters("smoke+one@example.org")).isEmpty();
            assertThat(mailbox.letters("smoke+two@example.org")).hasSize(1);
        }
    }

    @Test
    void faultsSayWhatIsWrong() {
        assertThatThrownBy(() -> open("wrong", "--insecure"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("PORTER_SMOKE_MAILBOX_PASSWORD");
        assertThatThrownBy(() -> open("hush"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("unable to find valid certification path");
        assertThatThrownBy(() -> open(URI.create("imaps://smoke:hush@localhost"), "hush", tls()))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("must not hold the password");
    }

    private Mailbox open(String password, String... options) {
        URI url = URI.create("imaps://smoke@127.0.0.1:" + server.getImaps().getPort() + "/INBOX");
        return open(url, password, tls(options));
    }

    private static Mailbox open(URI url, String password, SSLContext tls) {
        return ImapMailbox.open(url, password, tls, true, TIMEOUT);
    }

    private static SSLContext tls(String... options) {
        ConnectionOptions connection = new ConnectionOptions();
        CommandLine.populateCommand(connection, options);
        return connection.sslContext();
    }

    private static MimeMessage message(String to, String subject) throws MessagingException {
        MimeMessage message = new MimeMessage((jakarta.mail.Session) null);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part("plain " + subject, "plain"));
        parts.addBodyPart(part("<p>html " + subject + "</p>", "html"));
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "utf-8", type);
        return part;
    }
}
