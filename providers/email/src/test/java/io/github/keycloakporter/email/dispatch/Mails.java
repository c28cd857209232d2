package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailContent;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import io.github.keycloakporter.spi.link.PendingLink;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Mails to test with. */
final class Mails {

    static final SenderIdentity SENDER = new SenderIdentity(
            "noreply@example.org", Optional.of("Example"), Optional.empty(), Optional.empty(), Optional.empty());

    private Mails() {}

    static final Lease LEASE = new Lease("lease", Long.MAX_VALUE);

    /** The mail server cannot take it now. */
    static DeliveryResult later() {
        return new DeliveryResult.Failed(Fault.temporary(Fault.Party.TRANSPORT), "smtp 451");
    }

    /** For an account that does not exist and so has not changed. */
    static PendingLink link() {
        return link("");
    }

    static PendingLink link(String state) {
        LinkTarget target = new LinkTarget("login-actions/action-token", Map.of(), Map.of("typ", "verify-email"), "en");
        return PendingLink.of(
                new LinkRequest("user-1", "verify-email", target, state, 60, 60, System.currentTimeMillis()));
    }

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
                Optional.empty(),
                "lease",
                MailKind.VERIFY_EMAIL,
                recipient,
                run,
                attempts,
                createdAt,
                createdAt + Duration.ofHours(1).toMillis(),
                new MailContent("Subject", "text", "<p>html</p>", null, null, Map.of()));
    }
}
