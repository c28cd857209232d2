package io.github.keycloakporter.notifications.lock;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Rolls back whatever gives access to a locked account or changes it, unless the owner came by a mailed link. It runs inside
 * the transaction of the event; {@link DeniedRequestFilter} replaces the answer. Where it cannot tell whether the account is locked,
 * it rolls back too.
 */
final class AccountLockListener implements EventListenerProvider, StatelessProvider {

    /** The error of the event that is stored in place of the one undone. */
    static final String ERROR = "account_locked";

    private static final Logger LOGGER = Logger.getLogger(AccountLockListener.class);
    private static final Pattern NEW_PASSWORD = Pattern.compile("users/([^/]+)/reset-password");

    private final KeycloakSession session;

    AccountLockListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getError() != null || HarmlessEvents.contain(event.getType())) {
            return;
        }
        String userId = userOf(event);
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (userId == null || realm == null) {
            return;
        }
        try {
            LockedAccounts locked = new LockedAccounts(session);
            Optional<Long> lockedAt = locked.lockedAt(userId);
            if (lockedAt.isEmpty()) {
                return;
            }
            if (!OwnersLink.ledHere(session, userId, lockedAt.get())) {
                undo(event, realm, userId);
            } else if (isNewPassword(event)) {
                locked.unlock(userId);
            }
        } catch (RuntimeException e) {
            DeniedRequest.UNKNOWN.enforce(session);
            throw e;
        }
    }

    private String userOf(Event event) {
        UserSessionModel userSession = session.getContext().getUserSession();
        return event.getUserId() != null || userSession == null
                ? event.getUserId()
                : userSession.getUser().getId();
    }

    private void undo(Event event, RealmModel realm, String userId) {
        if (DeniedRequest.LOCKED.enforce(session)) {
            LOGGER.warnf(
                    "%s of user %s in realm %s is undone: the account is locked until its owner chooses a new password",
                    event.getType(), userId, realm.getName());
            // the event that is undone is not stored; this one is, in a transaction of its own
            new EventBuilder(realm, session)
                    .event(event.getType())
                    .client(event.getClientId())
                    .user(userId)
                    .ipAddress(event.getIpAddress())
                    .error(ERROR);
        }
    }

    @SuppressWarnings("deprecation") // UPDATE_PASSWORD comes first, with the same details
    private static boolean isNewPassword(Event event) {
        return (event.getType() == EventType.UPDATE_CREDENTIAL || event.getType() == EventType.UPDATE_PASSWORD)
                && event.getDetails() != null
                && PasswordCredentialModel.TYPE.equals(event.getDetails().get(Details.CREDENTIAL_TYPE));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getError() == null
                && event.getResourceType() == ResourceType.USER
                && event.getResourcePath() != null) {
            Matcher path = NEW_PASSWORD.matcher(event.getResourcePath());
            if (path.matches()) {
                new LockedAccounts(session).unlock(path.group(1));
            }
        }
    }
}
