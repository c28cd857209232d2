package io.github.keycloakporter.verification.link;

import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * Claimed invitations, kept in authentication sessions: each in that of its tab, and all of them only for the browser that
 * has the cookie. Authentication notes, because client notes may be copied into Keycloak's restart cookie.
 */
final class InvitationNotes {

    private static final String INVITATION = "porter.invitation";
    private static final String LINK = "porter.invitation-link";

    private final RealmModel realm;
    private final AuthenticationSessionManager authSessions;

    InvitationNotes(KeycloakSession session) {
        this.realm = session.getContext().getRealm();
        this.authSessions = new AuthenticationSessionManager(session);
    }

    /**
     * Writes them down.
     *
     * @param linkToken of the link, which is used by now
     * @param invitation the invitation's action token
     */
    void keep(AuthenticationSessionModel authSession, String linkToken, String invitation) {
        authSession.setAuthNote(LINK, linkToken);
        authSession.setAuthNote(INVITATION, invitation);
    }

    /** The action token of the invitation that this tab of this browser began with. */
    Optional<String> invitation(String clientId, String tabId) {
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        return client == null || tabId == null
                ? Optional.empty()
                : Optional.ofNullable(authSessions.getCurrentAuthenticationSession(realm, client, tabId))
                        .map(authSession -> authSession.getAuthNote(INVITATION));
    }

    /** Where this browser claimed this link. */
    Optional<AuthenticationSessionModel> claimed(String linkToken) {
        RootAuthenticationSessionModel root = authSessions.getCurrentRootAuthenticationSession(realm);
        return root == null
                ? Optional.empty()
                : root.getAuthenticationSessions().values().stream()
                        .filter(authSession -> linkToken.equals(authSession.getAuthNote(LINK)))
                        .findAny();
    }
}
