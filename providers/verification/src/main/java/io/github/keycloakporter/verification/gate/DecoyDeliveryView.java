package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailRecord;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What became of the mail, for somebody whose mail went to the owner of the address, or was one too many. */
final class DecoyDeliveryView {

    private DecoyDeliveryView() {}

    /** As {@link DeliveryView#of}, and where the owner was not mailed again, what a mail server would have made of it. */
    static Optional<DeliveryView> of(KeycloakSession session, RealmModel realm, Decoy decoy) {
        EmailOutboxProvider outbox = session.getProvider(EmailOutboxProvider.class);
        if (outbox == null || decoy.mailed().isEmpty()) {
            return Optional.empty();
        }
        int since = decoy.mailed().get();
        return OwnerNotice.owner(session, realm, decoy.address())
                .flatMap(user -> outbox.latest(realm, user.getId(), MailKind.ACCOUNT_EXISTS))
                .filter(mail -> mail.createdAt().getEpochSecond() >= since)
                .map(mail -> fate(outbox, realm, mail, decoy.address()))
                .or(() -> pretended(session, decoy.address(), since));
    }

    /** What is said of an email that was not sent: empty too where the outbox is not in use. */
    static Optional<DeliveryView> pretended(KeycloakSession session, String address, int since) {
        return Optional.ofNullable(session.getProvider(EmailOutboxProvider.class))
                .map(outbox -> new DeliveryView(
                        Time.currentTime() > since ? DeliveryView.State.HANDED_OVER : DeliveryView.State.QUEUED,
                        false,
                        domain(address)));
    }

    /** The domain is the one that was typed, not as the owner spells it. */
    private static DeliveryView fate(EmailOutboxProvider outbox, RealmModel realm, MailRecord mail, String address) {
        DeliveryView fate = DeliveryView.of(mail, DeliveryView.suppression(outbox, realm, mail));
        return new DeliveryView(fate.state(), fate.complaint(), domain(address));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
