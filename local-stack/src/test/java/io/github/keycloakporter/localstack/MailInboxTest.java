package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailInboxTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final MailInbox inbox = MailInbox.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void readsBothFormsOfAMail() throws Exception {
        send("ann@example.org", "Grüße", "Code 123456", "<p>Code <b>123456</b></p>");
        Mail mail = inbox.waitFor("Ann@Example.org", SOON);
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.from()).isEqualTo("Porter <no-reply@example.org>");
        assertThat(mail.to()).isEqualTo("ann@example.org");
        assertThat(mail.text()).contains("Code 123456");
        assertThat(mail.html()).contains("<b>123456</b>");
        assertThat(mail.headers()).containsKey("X-Kind").containsKey("Message-ID");
        assertThat(mail.raw()).contains("multipart/alternative");
        assertThat(mail.received()).isBetween(Instant.now().minus(SOON), Instant.now());
    }

    @Test
    void anAddressThatDoesNotExistIsRefusedForGood() throws Exception {
        inbox.refuse("Nobody@example.org");

        assertThatThrownBy(() -> send("nobody@example.org", "lost", "1", "1"))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("550 5.1.1");
        send("ann@example.org", "kept", "2", "2");
        inbox.waitFor("ann@example.org", SOON);
        inbox.accept("nobody@example.org");
        send("nobody@example.org", "found", "3", "3");
        assertThat(inbox.waitFor("nobody@example.org", SOON).subject()).isEqualTo("found");
    }

    @Test
    void waitsForTheMailThatFits() throws Exception {
        send("ann@example.org", "first", "1", "1");
        CompletableFuture<Mail> second = CompletableFuture.supplyAsync(
                () -> inbox.waitFor("ann@example.org", mail -> mail.subject().equals("second"), SOON));
        send("bob@example.org", "second", "2", "2");
        assertThat(second).isNotDone();
        send("ann@example.org", "second", "2", "2");
        assertThat(second.get().to()).isEqualTo("ann@example.org");
        assertThat(inbox.messages("bob@example.org")).hasSize(1);
    }

    @Test
    void saysWhatCameInstead() throws Exception {
        send("bob@example.org", "Hello", "1", "1");
        assertThatThrownBy(() -> inbox.waitFor("ann@example.org", Duration.ofMillis(50)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("ann@example.org")
                .hasMessageContaining("bob@example.org 'Hello'");
    }

    @Test
    void refusesWhileItFails() throws Exception {
        inbox.failing(true);
        assertThatThrownBy(() -> send("ann@example.org", "lost", "1", "1"))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("451");
        inbox.failing(false);
        send("ann@example.org", "found", "1", "1");
        assertThat(inbox.messages()).extracting(Mail::subject).containsExactly("found");
    }

    @Test
    void takesItsTimeWhenSlow() throws Exception {
        inbox.slow(Duration.ofMillis(300));
        Instant begun = Instant.now();
        send("ann@example.org", "late", "1", "1");
        assertThat(Duration.between(begun, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void answersProgramsAndBrowsers() throws Exception {
        send("ann@example.org", "Hello", "plain", "<a href='http://localhost/x'>go</a>");
        send("bob@example.org", "Other", "plain", "rich");
        JsonNode all = new ObjectMapper().readTree(get("/api/messages").body());
        assertThat(all).hasSize(2);
        JsonNode one = new ObjectMapper()
                .readTree(get("/api/messages?to=ann%40example.org").body())
                .path(0);
        assertThat(one.path("subject").asText()).isEqualTo("Hello");
        assertThat(one.path("headers").path("X-Kind").path(0).asText()).isEqualTo("test");
        assertThat(Instant.parse(one.path("received").asText())).isBefore(Instant.now());
        String id = one.path("id").asText();
        HttpResponse<String> html = get("/api/messages/" + id + "/html");
        assertThat(html.body()).contains("<a href='http://localhost/x'>go</a>");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox ")
                .contains("default-src 'none'");
        assertThat(get("/api/messages/" + id + "/text").body()).contains("plain");
        assertThat(get("/api/messages/" + id + "/raw").body()).contains("X-Kind: test");
        assertThat(get("/").body()).contains("<title>Inbox</title>");
        assertThat(get("/inbox.js").statusCode()).isEqualTo(200);
        assertThat(get("/inbox.css").statusCode()).isEqualTo(200);
        assertThat(get("/stack.properties").statusCode()).isEqualTo(404);
    }

    @Test
    void clears() throws Exception {
        send("ann@example.org", "Hello", "plain", "rich");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(inbox.url().resolve("/api/messages"))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(inbox.messages()).isEmpty();
        assertThat(get("/api/messages/1").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(inbox.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void send(String to, String subject, String text, String html) throws MessagingException, IOException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", Ports.LOOPBACK);
        settings.put("mail.smtp.port", Integer.toString(inbox.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("no-reply@example.org", "Porter"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setHeader("X-Kind", "test");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
