package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.List;
import java.util.Optional;

/**
 * What one worker sends at a time: one mail, or a batch of one bulk run.
 *
 * @param routes the realm's transports in their order; empty if none is configured
 * @param sender empty if the realm has no From address
 */
record MailBatch(
        String realmId,
        String realmName,
        Optional<SenderIdentity> sender,
        List<MailRoute> routes,
        List<QueuedMail> mails,
        Lease lease) {

    /** A mail that the dispatcher has leased and no worker has loaded yet. */
    record Claimed(MailQueue.Taken row, Lease lease) {}
}
