package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.notifications.notice.NoticeMetrics.Outcome;
import io.github.keycloakporter.notifications.store.AddressChanges;
import io.github.keycloakporter.notifications.store.PendingNoticeEntity;
import io.github.keycloakporter.notifications.store.PendingNotices;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.mail.DeferredNotice;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Tells owners what happened to their accounts, in the transaction of the change: at once, or later together with others
 * where they were told of the same thing lately. A notice that cannot be made stops nothing; the log and a figure tell.
 */
public final class Notices {

    private static final Logger LOGGER = Logger.getLogger(Notices.class);
    private static final String TOLD = "porter.notices.told";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final NoticeSettings switches;
    private final NoticeMetrics metrics;

    public Notices(KeycloakSession session, RealmModel realm, NoticeSettings switches, NoticeMetrics metrics) {
        this.session = session;
        this.realm = realm;
        this.switches = switches;
        this.metrics = metrics;
    }

    public boolean areOn(NoticeType type) {
        return switches.isOn(realm, type);
    }

    /** Tells the account's own address, if that is proven. */
    public void tell(UserModel user, Notice notice) {
        if (user.isEmailVerified()
                && user.getEmail() != null
                && !user.getEmail().isBlank()) {
            tell(user, user.getEmail(), notice);
        }
    }

    /**
     * Tells the address that the account had and the one it has.
     *
     * @param provenNow whether the new address is proven
     */
    public void tellOfAddress(UserModel user, Optional<String> provenBefore, boolean provenNow, Notice notice) {
        if (!areOn(notice.type())) {
            return;
        }
        provenBefore.ifPresent(
                old -> tell(user, old, switches.letsTakeBack(realm) ? takenBack(user, old, notice) : notice));
        if (provenNow && user.getEmail() != null) {
            tell(user, user.getEmail(), notice);
        }
    }

    private Notice takenBack(UserModel user, String old, Notice notice) {
        long at = notice.at().toEpochMilli();
        String change = new AddressChanges(session, realm)
                .add(
                        user.getId(),
                        old,
                        at,
                        at + switches.config().linkLifespan().toMillis());
        return new Notice(
                notice.type(), notice.at(), notice.where(), notice.what().takenBackBy(change));
    }

    /** Tells this address. Events often come in twos for one change; it is told once. */
    public void tell(UserModel user, String recipient, Notice notice) {
        String type = notice.type().tag();
        if (!areOn(notice.type()) || !told().add(type + ' ' + recipient)) {
            return;
        }
        try {
            PendingNotices.Batch batch = batch(user, type, recipient);
            boolean leaves =
                    notice.what().oldAddress().filter(recipient::equals).isPresent();
            NoticeLimit limit = new NoticeLimit(session, realm, batch, leaves);
            Decision decision = user.getId() == null ? Decision.ALLOWED : limit.take();
            if (decision.allowed()) {
                send(user, recipient, notice, limit);
            } else {
                hold(batch, notice.at().toEpochMilli(), decision);
            }
        } catch (EmailException | RuntimeException e) {
            failed(type, e);
        }
    }

    private void send(UserModel user, String recipient, Notice notice, NoticeLimit limit) throws EmailException {
        try {
            new NoticeMail(session, realm, switches).send(user, recipient, notice, server());
            metrics.count(realm.getName(), notice.type().tag(), Outcome.SENT);
        } catch (EmailException | RuntimeException e) {
            limit.giveBack();
            throw e;
        }
    }

    /** Keeps a mail of stock's own listener that was too many; it is told by the words of its subject. */
    public void hold(DeferredNotice held) {
        hold(batch(held.user(), held.subjectKey(), held.user().getEmail()), Time.currentTimeMillis(), held.decision());
    }

    private void hold(PendingNotices.Batch batch, long happenedAt, Decision decision) {
        new PendingNotices(session)
                .add(
                        batch,
                        happenedAt,
                        Time.currentTimeMillis() + decision.retryAfter().toMillis());
        metrics.count(realm.getName(), batch.type(), Outcome.HELD);
    }

    private PendingNotices.Batch batch(UserModel user, String type, String recipient) {
        return new PendingNotices.Batch(
                realm.getId(),
                String.valueOf(user.getId()),
                type,
                recipient,
                server().map(URI::toString)
                        .filter(url -> url.length() <= PendingNoticeEntity.MAX_URL)
                        .orElse(null));
    }

    private void failed(String type, Exception e) {
        // neither the message nor the trace: a refusal may repeat the address
        LOGGER.errorf(
                "A notice %s could not be made in realm %s: %s",
                type, realm.getName(), e.getClass().getName());
        metrics.count(realm.getName(), type, Outcome.FAILED);
    }

    /** Where the browser of this request sees the server; a job of the server has none to ask. */
    private Optional<URI> server() {
        try {
            return Optional.of(session.getContext().getUri().getBaseUri());
        } catch (RuntimeException noRequest) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private Set<String> told() {
        Set<String> told = session.getAttribute(TOLD, Set.class);
        if (told == null) {
            told = new HashSet<>();
            session.setAttribute(TOLD, told);
        }
        return told;
    }
}
