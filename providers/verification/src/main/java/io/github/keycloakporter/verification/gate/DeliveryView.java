package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.Suppression;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What became of the newest verification mail, in the words of the person who waits for it.
 *
 * @param complaint whether mail to the address was reported as unwanted; on {@link State#UNDELIVERABLE} only
 * @param domain of the recipient's address, as it stands there
 */
record DeliveryView(State state, boolean complaint, String domain) {

    enum State {
        QUEUED,
        HANDED_OVER,
        DELAYED,
        DELIVERED,
        /** The address takes no mail from us: another one helps. */
        UNDELIVERABLE,
        /** This mail did not leave: another mail helps. */
        FAILED;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The newest mail, if it went to the user's present address.
     *
     * @return empty too where the outbox is not in use
     */
    static Optional<DeliveryView> of(KeycloakSession session, RealmModel realm, UserModel user) {
        EmailOutboxProvider outbox = session.getProvider(EmailOutboxProvider.class);
        if (outbox == null) {
            return Optional.empty();
        }
        return outbox.latest(realm, user.getId(), MailKind.VERIFY_EMAIL)
                .filter(mail -> mail.recipient().equalsIgnoreCase(user.getEmail()))
                .map(mail -> of(mail, suppression(outbox, realm, mail)));
    }

    /** Asked for only where it tells more than the status does. */
    static Optional<Suppression> suppression(EmailOutboxProvider outbox, RealmModel realm, MailRecord mail) {
        return mail.status().open() || mail.status() == MailStatus.SUPPRESSED
                ? outbox.suppression(realm, mail.recipient(), mail.kind())
                : Optional.empty();
    }

    /** @param suppression what stops mail to the address now: an open mail will not pass it */
    static DeliveryView of(MailRecord mail, Optional<Suppression> suppression) {
        boolean stopped = mail.status().open() && suppression.isPresent();
        boolean complaint = mail.status() == MailStatus.COMPLAINED
                || suppression
                        .filter(entry -> entry.reason() == Suppression.Reason.COMPLAINT)
                        .isPresent();
        String address = mail.recipient();
        return new DeliveryView(
                stopped ? State.UNDELIVERABLE : state(mail.status()),
                complaint,
                address.substring(address.lastIndexOf('@') + 1));
    }

    private static State state(MailStatus status) {
        return switch (status) {
            case QUEUED, SENDING -> State.QUEUED;
            case SENT -> State.HANDED_OVER;
            case DEFERRED -> State.DELAYED;
            case DELIVERED -> State.DELIVERED;
            case BOUNCED, SUPPRESSED, COMPLAINED -> State.UNDELIVERABLE;
            case EXPIRED, FAILED -> State.FAILED;
        };
    }

    /** For the page and its script: {@code state}, {@code domain} and, where it is so, {@code complaint}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>(Map.of("state", state.tag(), "domain", domain));
        if (complaint) {
            map.put("complaint", true);
        }
        return map;
    }
}
