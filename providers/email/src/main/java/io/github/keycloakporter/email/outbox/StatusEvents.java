package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Tells the world what became of a mail: a user event under the type that Keycloak fires when such a mail is asked for,
 * with details {@code mail_id}, {@code mail_status} and {@code mail_transport}; and the figures, once it is committed.
 */
final class StatusEvents implements MailLedger.StatusListener {

    private final KeycloakSession session;
    private final MailMetrics metrics;
    private final boolean reported;

    /** @param reported whether a mail provider tells it, in place of the dispatcher */
    StatusEvents(KeycloakSession session, MailMetrics metrics, boolean reported) {
        this.session = session;
        this.metrics = metrics;
        this.reported = reported;
    }

    @Override
    public void changed(RealmModel realm, MailEntity mail) {
        String transport = mail.transport == null ? "none" : mail.transport;
        MailMetrics.Change change = MailMetrics.Change.of(realm, mail, reported);
        type(mail.kind).ifPresent(type -> event(realm, mail, type, transport));
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                metrics.changed(change);
            }

            @Override
            protected void rollbackImpl() {
                // nothing happened
            }
        });
    }

    private void event(RealmModel realm, MailEntity mail, EventType type, String transport) {
        EventBuilder event = new EventBuilder(realm, session)
                // with the status itself: an event must not outlive a transaction that was rolled back
                .storeImmediately(false)
                .event(type)
                .user(mail.userId)
                .detail("mail_id", mail.id)
                .detail("mail_status", mail.status.tag())
                .detail("mail_transport", transport);
        if (mail.status.undelivered() || mail.status == MailStatus.COMPLAINED) {
            if (mail.error != null) {
                event.detail(Details.REASON, mail.error);
            }
            event.error("mail_" + mail.status.tag());
        } else {
            event.success();
        }
    }

    /** Keycloak has no type for mails as such; what it does not know has figures only. */
    private static Optional<EventType> type(MailKind kind) {
        return switch (kind) {
            case VERIFY_EMAIL, UPDATE_EMAIL, REMINDER -> Optional.of(EventType.SEND_VERIFY_EMAIL);
            case PASSWORD_RESET -> Optional.of(EventType.SEND_RESET_PASSWORD);
            case EXECUTE_ACTIONS -> Optional.of(EventType.EXECUTE_ACTIONS);
            case IDENTITY_PROVIDER_LINK -> Optional.of(EventType.SEND_IDENTITY_PROVIDER_LINK);
            case INVITE -> Optional.of(EventType.INVITE_ORG);
            case ACCOUNT_EXISTS, SECURITY_NOTICE, OTHER -> Optional.empty();
        };
    }
}
