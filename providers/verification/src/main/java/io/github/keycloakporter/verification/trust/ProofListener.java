package io.github.keycloakporter.verification.trust;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.verification.Arrival;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keeps the states of accounts up to date, inside the transaction of the event.
 *
 * <ul>
 *   <li>A user with a verified address who logs in is proven, unless the account has stood at the gate without a proof.
 *   <li>An administrator who saves a user with a verified address vouches for it.
 *   <li>A login that began before the address was proven in another browser changes nothing of the account any more: a form
 *       that was opened before could be sent afterwards.
 * </ul>
 */
final class ProofListener implements EventListenerProvider, StatelessProvider {

    private static final Logger LOGGER = Logger.getLogger(ProofListener.class);
    private static final Pattern USER_PATH = Pattern.compile("users/([^/]+)");

    private final KeycloakSession session;

    ProofListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getError() != null || event.getUserId() == null) {
            return;
        }
        switch (event.getType()) {
            case LOGIN -> loggedIn(event);
            case UPDATE_CREDENTIAL, UPDATE_PROFILE, UPDATE_EMAIL, FEDERATED_IDENTITY_LINK -> changed(event);
            default -> {
                // says nothing about trust
            }
        }
    }

    private void loggedIn(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        UserModel user = realm == null ? null : session.users().getUserById(realm, event.getUserId());
        if (user != null && user.isEmailVerified() && trust().isTrusted(realm, user)) {
            trust().noteProof(realm, user);
        }
    }

    private void changed(Event event) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        UserModel user = authSession == null ? null : authSession.getAuthenticatedUser();
        if (user != null
                && user.getId().equals(event.getUserId())
                && new Arrival(session, authSession, user).isOvertaken()) {
            LOGGER.infof(
                    "%s of user %s is undone: the address was proven in another browser after this login began",
                    event.getType(), user.getId());
            session.getTransactionManager().setRollbackOnly();
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() != ResourceType.USER
                || event.getError() != null
                || event.getResourcePath() == null
                || (event.getOperationType() != OperationType.CREATE
                        && event.getOperationType() != OperationType.UPDATE)) {
            return;
        }
        Matcher path = USER_PATH.matcher(event.getResourcePath());
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm != null && path.matches()) {
            UserModel user = session.users().getUserById(realm, path.group(1));
            if (user != null && user.isEmailVerified()) {
                trust().noteProof(realm, user);
            }
        }
    }

    private AccountTrustProvider trust() {
        return session.getProvider(AccountTrustProvider.class);
    }
}
