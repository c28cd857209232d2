package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What mail providers behind SMTP get to know. */
class ProviderHeadersTest {

    @Test
    void ses() throws IOException {
        Map<String, String> headers = sent("ses", "configuration-set", "porter-events");
        assertThat(headers)
                .containsEntry("X-SES-CONFIGURATION-SET", "porter-events")
                .containsEntry("X-SES-MESSAGE-TAGS", "porter-id=018f-1");
    }

    @Test
    void sesWithANameThatIsNone() throws IOException {
        assertThat(sent("ses", "configuration-set", "a b"))
                .doesNotContainKey("X-SES-CONFIGURATION-SET")
                .containsKey("X-SES-MESSAGE-TAGS");
    }

    @Test
    void mailgun() throws IOException {
        assertThat(sent("mailgun", "message-stream", "ignored"))
                .containsEntry("X-Mailgun-Variables", "{\"porter-id\":\"018f-1\"}")
                .containsEntry("X-Mailgun-Track", "no");
    }

    @Test
    void sendgrid() throws IOException {
        Map<String, String> headers = sent("sendgrid", "message-stream", "ignored");
        assertThat(new ObjectMapper().readTree(headers.get("X-SMTPAPI"))).isEqualTo(new ObjectMapper().readTree("""
                                {"unique_args": {"porter-id": "018f-1"}, "category": "verify-email", "filters": {
                                  "clicktrack": {"settings": {"enable": 0}}, "opentrack": {"settings": {"enable": 0}}}}
                                """));
    }

    @Test
    void postmark() throws IOException {
        assertThat(sent("Postmark", "message-stream", "outbound"))
                .containsEntry("X-PM-Metadata-porter-id", "018f-1")
                .containsEntry("X-PM-KeepID", "true")
                .containsEntry("X-PM-TrackOpens", "false")
                .containsEntry("X-PM-TrackLinks", "None")
                .containsEntry("X-PM-Message-Stream", "outbound");
    }

    @Test
    void noneAndUnknownOnes() throws IOException {
        for (String preset : new String[] {"none", "pigeon", " "}) {
            assertThat(sent(preset, "message-stream", "ignored"))
                    .containsKey("Message-ID")
                    .noneSatisfy((name, value) -> assertThat(name).startsWith("X-"));
        }
    }

    private static Map<String, String> sent(String preset, String attribute, String value) throws IOException {
        try (FaultySmtpServer server = new FaultySmtpServer();
                SmtpSender sender = new SmtpSender()) {
            MailRealm realm = SmtpSender.realm(server.port())
                    .attribute("porter.mail.smtp.preset", preset)
                    .attribute("porter.mail.smtp." + attribute, value);
            assertThat(deliver(sender.route(realm), Mails.to("anna@example.org")))
                    .isInstanceOf(Accepted.class);
            Map<String, String> headers = new LinkedHashMap<>();
            server.messages()
                    .get(0)
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.contains(": "))
                    .forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
            return headers;
        }
    }
}
