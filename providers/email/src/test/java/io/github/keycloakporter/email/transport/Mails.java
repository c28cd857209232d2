package io.github.keycloakporter.email.transport;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.Map;
import java.util.Optional;

/** Mails for tests. */
public final class Mails {

    public static final SenderIdentity SENDER = new SenderIdentity(
            "no-reply@porter.example", Optional.of("Porter"), Optional.empty(), Optional.empty(), Optional.empty());

    private Mails() {}

    public static MailMessage to(String recipient) {
        return mail("018f-1", SENDER, recipient, "Verify your address");
    }

    public static MailMessage mail(String id, SenderIdentity sender, String recipient, String subject) {
        return new MailMessage(
                id,
                MailKind.VERIFY_EMAIL,
                sender,
                recipient,
                subject,
                "Open https://id.porter.example/go/secret-token\nGrüße",
                "<p>Open <a href=\"https://id.porter.example/go/secret-token\">this</a></p>",
                Map.of("Message-ID", "<" + id + "@porter.example>", "Auto-Submitted", "auto-generated"),
                Optional.empty(),
                Map.of());
    }

    /** One of a run. */
    public static MailMessage ofRun(
            String id, String recipient, String subject, String text, String html, Map<String, String> personal) {
        return new MailMessage(
                id,
                MailKind.REMINDER,
                SENDER,
                recipient,
                subject,
                text,
                html,
                Map.of(
                        "Message-ID", "<" + id + "@porter.example>",
                        "List-Unsubscribe", "<https://id.porter.example/u/" + id + ">"),
                Optional.of("run-1"),
                personal);
    }
}
