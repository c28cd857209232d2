package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.outbox.MailContent;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardHeadersTest {

    @Test
    void nameTheMailByOurIdUnderTheSendersDomain() {
        assertThat(StandardHeaders.of(Mails.queued("abc"), Mails.SENDER, "shop"))
                .containsEntry("Message-ID", "<abc@example.org>")
                .containsEntry("Auto-Submitted", "auto-generated")
                .containsEntry("Feedback-ID", "verify-email:shop:mail:porter")
                .doesNotContainKey("List-Unsubscribe");
    }

    @Test
    void areAsciiOnOneLineWhateverRealmAndDomainAreCalled() {
        SenderIdentity umlaut = new SenderIdentity(
                "post@bücher.example", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(StandardHeaders.of(Mails.queued("abc"), umlaut, "Bücher\r\nBcc: x"))
                .containsEntry("Message-ID", "<abc@xn--bcher-kva.example>")
                .allSatisfy((name, value) -> assertThat(value).matches("[ -~]+"));
    }

    @Test
    void offerAnEndToRemindersInOneClick() {
        QueuedMail reminder = new QueuedMail(
                "abc",
                "realm",
                Optional.empty(),
                "lease",
                MailKind.REMINDER,
                "a@example.org",
                Optional.empty(),
                0,
                0,
                0,
                new MailContent("s", "t", "h", null, "https://id.example.org/u/1", Map.of()));
        assertThat(StandardHeaders.of(reminder, Mails.SENDER, "shop"))
                .containsEntry("List-Unsubscribe", "<https://id.example.org/u/1>")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}
