package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import java.util.Optional;

/**
 * A mail that a dispatcher holds under a lease.
 *
 * @param userId the user it is about; empty for somebody without an account
 * @param lease names the holder; only the holder may finish the mail
 * @param attempts how often a transport was tried before
 * @param createdAt milliseconds since 1970
 * @param expiresAt when it becomes pointless to send, in milliseconds since 1970
 */
public record QueuedMail(
        String id,
        String realmId,
        Optional<String> userId,
        String lease,
        MailKind kind,
        String recipient,
        Optional<String> run,
        int attempts,
        long createdAt,
        long expiresAt,
        MailContent content) {

    public QueuedMail with(MailContent newContent) {
        return new QueuedMail(
                id, realmId, userId, lease, kind, recipient, run, attempts, createdAt, expiresAt, newContent);
    }

    /** Without recipient and content. */
    @Override
    public String toString() {
        return "QueuedMail[id=" + id + ", kind=" + kind + "]";
    }
}
