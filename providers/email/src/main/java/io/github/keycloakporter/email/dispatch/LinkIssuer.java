package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.PendingLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Issues the links of mails that are about to be sent and fills them in, so that a link lives from the moment its mail leaves.
 * A mail whose account has changed, or that a newer one has replaced, is not sent.
 */
final class LinkIssuer {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final MailQueue queue;
    private final Duration whenUnavailable;

    /** @param whenUnavailable how long a mail waits if its link cannot be stored now */
    LinkIssuer(KeycloakSession session, RealmModel realm, MailQueue queue, Duration whenUnavailable) {
        this.session = session;
        this.realm = realm;
        this.queue = queue;
        this.whenUnavailable = whenUnavailable;
    }

    /** @return the mails that can be sent now, with their links; the others are settled or put back */
    List<QueuedMail> issue(List<QueuedMail> mails, long now) {
        Map<MailQueue.Recipient, String> newest = queue.newest(
                realm, mails.stream().filter(LinkIssuer::canBeReplaced).toList());
        List<QueuedMail> ready = new ArrayList<>();
        for (QueuedMail mail : mails) {
            PendingLink link = mail.content().link();
            if (link == null) {
                ready.add(mail);
            } else if (isReplaced(mail, newest)) {
                queue.expire(realm, mail, "replaced by a newer mail", now);
            } else if (!isCurrent(link.request())) {
                queue.expire(realm, mail, "account changed", now);
            } else {
                issue(mail, link, now).ifPresent(ready::add);
            }
        }
        return ready;
    }

    private Optional<QueuedMail> issue(QueuedMail mail, PendingLink link, long now) {
        try {
            Optional<IssuedLink> issued =
                    session.getProvider(ActionLinkProvider.class).issue(realm, link.request());
            if (issued.isEmpty()) {
                queue.expire(realm, mail, "replaced by a newer mail", now);
            }
            return issued.map(live -> mail.with(mail.content().filled(live)));
        } catch (StoreUnavailableException e) {
            queue.postpone(mail, "link store unavailable", now + whenUnavailable.toMillis());
            return Optional.empty();
        }
    }

    /** Links of one user and purpose replace each other; one that stands alone, or of somebody without an account, stays. */
    private static boolean canBeReplaced(QueuedMail mail) {
        return mail.content().link() != null
                && mail.userId()
                        .equals(Optional.of(mail.content().link().request().userId()));
    }

    private static boolean isReplaced(QueuedMail mail, Map<MailQueue.Recipient, String> newest) {
        return canBeReplaced(mail)
                && newest.getOrDefault(MailQueue.Recipient.of(mail), mail.id()).compareTo(mail.id()) > 0;
    }

    private boolean isCurrent(LinkRequest request) {
        return AccountState.isCurrent(request.binding(), session.users().getUserById(realm, request.userId()));
    }
}
