package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.MailSender;
import java.util.List;
import java.util.Optional;

/**
 * What one worker carries at a time: one mail, or a batch of one bulk run.
 *
 * @param routes the realm's transports in their order; empty while none is set up
 * @param sender empty while the realm has no From address
 * @param heldUntil when the lease ends, in milliseconds since 1970: afterwards another node may have the mails
 */
record Parcel(
        String realmId,
        String realmName,
        Optional<MailSender> sender,
        List<MailRoute> routes,
        List<QueuedMail> mails,
        long heldUntil) {}
