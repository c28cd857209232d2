package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import java.util.Optional;

/**
 * A mail that a dispatcher holds under a lease.
 *
 * @param lease names the holder; whoever finishes the mail must still hold it
 * @param attempts how often a transport was tried before
 * @param createdAt milliseconds since 1970
 */
public record QueuedMail(
        String id,
        String realmId,
        String lease,
        MailKind kind,
        String recipient,
        Optional<String> run,
        int attempts,
        long createdAt,
        MailContent content) {

    /** Without recipient and content. */
    @Override
    public String toString() {
        return "QueuedMail[id=" + id + ", kind=" + kind + "]";
    }
}
