package io.github.keycloakporter.notifications;

import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Rolls back what is done to a closed account by anybody who did not come by a link from its mailbox. */
record ClosedDoor(KeycloakSession session, RealmModel realm) {

    private static final Logger LOGGER = Logger.getLogger(ClosedDoor.class);

    /** @return whether the event stands */
    boolean lets(Event event) {
        return switch (event.getType()) {
            case LOGIN, UPDATE_CREDENTIAL, UPDATE_EMAIL, UPDATE_PROFILE, FEDERATED_IDENTITY_LINK -> letsIn(event);
            default -> true;
        };
    }

    private boolean letsIn(Event event) {
        ClosedAccounts closed = new ClosedAccounts(session);
        if (!closed.isClosed(event.getUserId())) {
            return true;
        }
        if (MailedLink.ledHere(session, event.getUserId())) {
            if (isNewPassword(event)) {
                closed.reopen(event.getUserId());
            }
            return true;
        }
        LOGGER.warnf(
                "%s of user %s in realm %s is undone: its owner said 'this was not me' and has not chosen a new password yet",
                event.getType(), event.getUserId(), realm.getName());
        session.getTransactionManager().setRollbackOnly();
        return false;
    }

    private static boolean isNewPassword(Event event) {
        return event.getDetails() != null
                && PasswordCredentialModel.TYPE.equals(event.getDetails().get(Details.CREDENTIAL_TYPE));
    }
}
