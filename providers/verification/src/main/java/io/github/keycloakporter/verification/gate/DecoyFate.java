package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailRecord;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What became of the mail, for somebody whose mail went to the owner of the address, or was one too many. */
final class DecoyFate {

    private DecoyFate() {}

    /** As {@link MailFate#of}, and where the owner was not mailed again, what a mail server would have made of it. */
    static Optional<MailFate> of(KeycloakSession session, RealmModel realm, Decoy decoy) {
        EmailOutboxProvider outbox = session.getProvider(EmailOutboxProvider.class);
        if (outbox == null || decoy.mailed().isEmpty()) {
            return Optional.empty();
        }
        int since = decoy.mailed().get();
        UserModel owner = session.users().getUserByEmail(realm, decoy.address());
        return Optional.of(Optional.ofNullable(owner)
                .flatMap(user -> outbox.latest(realm, user.getId(), MailKind.ACCOUNT_EXISTS))
                .filter(mail -> mail.createdAt().getEpochSecond() >= since)
                .map(mail -> fate(outbox, realm, mail))
                .orElseGet(() -> pretended(decoy.address(), Time.currentTime() > since)));
    }

    private static MailFate fate(EmailOutboxProvider outbox, RealmModel realm, MailRecord mail) {
        return MailFate.of(mail, MailFate.suppression(outbox, realm, mail));
    }

    private static MailFate pretended(String address, boolean later) {
        return new MailFate(
                later ? MailFate.State.HANDED_OVER : MailFate.State.QUEUED,
                false,
                address.substring(address.lastIndexOf('@') + 1));
    }
}
