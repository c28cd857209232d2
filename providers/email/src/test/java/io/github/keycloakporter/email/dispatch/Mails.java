package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailContent;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailSender;
import java.util.Map;
import java.util.Optional;

/** Mails to test with. */
final class Mails {

    static final MailSender SENDER = new MailSender(
            "noreply@example.org", Optional.of("Example"), Optional.empty(), Optional.empty(), Optional.empty());

    private Mails() {}

    static QueuedMail queued(String id) {
        return queued(id, Optional.empty(), 0, System.currentTimeMillis());
    }

    static QueuedMail queued(String id, String recipient) {
        return queued(id, recipient, Optional.empty(), 0, System.currentTimeMillis());
    }

    static QueuedMail queued(String id, Optional<String> run, int attempts, long createdAt) {
        return queued(id, id + "@example.org", run, attempts, createdAt);
    }

    private static QueuedMail queued(String id, String recipient, Optional<String> run, int attempts, long createdAt) {
        return new QueuedMail(
                id,
                "realm",
                "lease",
                MailKind.VERIFY_EMAIL,
                recipient,
                run,
                attempts,
                createdAt,
                new MailContent("Subject", "text", "<p>html</p>", null, null, Map.of()));
    }
}
