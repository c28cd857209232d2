package io.github.keycloakporter.verification.login;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Removes a user session, online and offline, after the transaction of a refused request. */
final class SessionEnd extends AbstractKeycloakTransaction {

    private final KeycloakSessionFactory factory;
    private final String realmId;
    private final String sessionId;

    SessionEnd(KeycloakSessionFactory factory, String realmId, String sessionId) {
        this.factory = factory;
        this.realmId = realmId;
        this.sessionId = sessionId;
    }

    @Override
    protected void commitImpl() {
        remove();
    }

    @Override
    protected void rollbackImpl() {
        remove();
    }

    private void remove() {
        KeycloakModelUtils.runJobInTransaction(factory, this::remove);
    }

    private void remove(KeycloakSession session) {
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        UserSessionModel online = session.sessions().getUserSession(realm, sessionId);
        if (online != null) {
            session.sessions().removeUserSession(realm, online);
        }
        UserSessionModel offline = session.sessions().getOfflineUserSession(realm, sessionId);
        if (offline != null) {
            session.sessions().removeOfflineUserSession(realm, offline);
        }
    }
}
