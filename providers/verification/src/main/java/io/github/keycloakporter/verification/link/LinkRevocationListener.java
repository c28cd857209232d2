package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Kills a user's links at once when the account is disabled or deleted, so that they stay dead when it is enabled again.
 *
 * <p>Changes of password and address need no listener: a link is bound to them (see {@code AccountState}). So a store that
 * cannot answer here costs no safety, and does not fail the admin's request.
 */
final class LinkRevocationListener implements EventListenerProvider, StatelessProvider {

    private static final Logger LOGGER = Logger.getLogger(LinkRevocationListener.class);
    private static final Pattern USER_PATH = Pattern.compile("users/([^/]+)");
    private static final Set<EventType> ENDS =
            Set.of(EventType.DELETE_ACCOUNT, EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT);

    private final KeycloakSession session;

    LinkRevocationListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (ENDS.contains(event.getType()) && event.getUserId() != null) {
            end(event.getRealmId(), event.getUserId());
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() != ResourceType.USER || event.getError() != null) {
            return;
        }
        Matcher path = USER_PATH.matcher(event.getResourcePath());
        if (path.matches() && (event.getOperationType() == OperationType.DELETE || isDisabled(event, path.group(1)))) {
            end(event.getRealmId(), path.group(1));
        }
    }

    private boolean isDisabled(AdminEvent event, String userId) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        return user != null && !user.isEnabled();
    }

    private void end(String realmId, String userId) {
        cancelMails(realmId, userId);
        revokeAll(realmId, userId);
    }

    /** In this transaction: a waiting email issues its link only when it leaves. */
    private void cancelMails(String realmId, String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        EmailOutboxProvider outbox = session.getProvider(EmailOutboxProvider.class);
        if (realm != null && outbox != null) {
            outbox.cancel(realm, userId);
        }
    }

    /** After the commit: a deletion that is rolled back leaves the links alone, and Redis does not roll back. */
    private void revokeAll(String realmId, String userId) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        AbstractKeycloakTransaction revocation = new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                KeycloakModelUtils.runJobInTransaction(factory, fresh -> revokeAll(fresh, realmId, userId));
            }

            @Override
            protected void rollbackImpl() {
                // nothing happened to the account
            }
        };
        session.getTransactionManager().enlistAfterCompletion(revocation);
    }

    private static void revokeAll(KeycloakSession session, String realmId, String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        try {
            session.getProvider(ActionLinkProvider.class).revokeAll(realm, userId);
        } catch (StoreUnavailableException e) {
            LOGGER.warnf(
                    "Links of user %s could not be removed; they are dead as long as it is disabled: %s",
                    userId, e.getMessage());
        }
    }
}
