package io.github.keycloakporter.it.chaos.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.it.chaos.mail.SmtpStandIn.Stage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpStandInTest {

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final SmtpStandIn server = new SmtpStandIn(new SmtpStandIn.Host() {

        @Override
        public String reply(Stage stage, String address, int mails) {
            return fault.reply(stage, address, mails);
        }

        @Override
        public void take(String address, byte[] message) {
            taken.add(address + " " + new String(message, StandardCharsets.UTF_8));
        }
    });
    private volatile SmtpFault fault = SmtpFault.NONE;

    SmtpStandInTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void takesAMailAsItIs() throws Exception {
        send("ada@example.org", ".first\r\nGrüße");
        assertThat(taken)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ada@example.org ")
                .contains("\r\n.first\r\nGrüße");
    }

    @Test
    void answersAsItIsToldAtEachStage() {
        for (Stage stage : List.of(Stage.GREETING, Stage.MAIL, Stage.RCPT, Stage.END)) {
            fault = SmtpFault.at(stage, "550 5.7.1 no");
            assertThatThrownBy(() -> send("ada@example.org", "x"))
                    .as(stage.name())
                    .isInstanceOf(MessagingException.class)
                    .hasStackTraceContaining(stage == Stage.GREETING ? "550" : "5.7.1 no");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void takesAMailAndSaysNothing() {
        fault = SmtpFault.at(Stage.TAKEN, SmtpStandIn.HANG_UP);
        assertThatThrownBy(() -> send("ada@example.org", "x")).isInstanceOf(MessagingException.class);
        assertThat(taken).hasSize(1);
    }

    @Test
    void greylistsOneDomain() throws Exception {
        fault = SmtpFault.greylisting("450 4.1.2 no");
        send("ada@example.org", "x");
        assertThatThrownBy(() -> send("ada@grey.example.org", "x")).isInstanceOf(MessagingException.class);
    }

    private void send(String to, String text) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.timeout", "2000");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("no-reply@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setContent(text, "text/plain; charset=UTF-8");
        message.setHeader("Content-Transfer-Encoding", "8bit");
        Transport.send(message);
    }
}
