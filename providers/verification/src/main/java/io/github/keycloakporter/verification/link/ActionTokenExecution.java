package io.github.keycloakporter.verification.link;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Hands a claimed link to Keycloak's own action-token endpoint, inside the server: the token never travels. */
final class ActionTokenExecution {

    private static final String CLAIMED = "porter.link-claimed";

    private final KeycloakSession session;

    ActionTokenExecution(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whether this request claimed a link. A person has then confirmed already, so the handlers skip the confirmation
     * page that stock shows to a browser it does not know, whose link would carry the action token.
     */
    static boolean isClaimed(KeycloakSession session) {
        return Boolean.TRUE.equals(session.getAttribute(CLAIMED, Boolean.class));
    }

    /** The session that asked for the mail, where the browser of this request is the very one: it holds its cookie. */
    Optional<AuthenticationSessionModel> askingSession(ActionTokenTarget target) {
        return target.askedFrom().flatMap(asked -> {
            RealmModel realm = session.getContext().getRealm();
            ClientModel client = realm.getClientById(asked.getClientUUID());
            return Optional.ofNullable(client)
                    .map(each -> new AuthenticationSessionManager(session)
                            .getCurrentAuthenticationSession(realm, each, asked.getTabId()))
                    .filter(current -> current.getParentSession().getId().equals(asked.getRootSessionId()));
        });
    }

    /** Somebody else than the link's user who is logged in here. */
    Optional<UserModel> otherUserHere(String userId) {
        AuthResult here = AuthenticationManager.authenticateIdentityCookie(
                session, session.getContext().getRealm(), true);
        return Optional.ofNullable(here)
                .map(AuthResult::user)
                .filter(user -> !user.getId().equals(userId))
                .filter(user -> isUser(userId));
    }

    /** An invitation of somebody without an account carries the invitation's name instead. */
    private boolean isUser(String userId) {
        return session.users().getUserById(session.getContext().getRealm(), userId) != null;
    }

    Response run(ActionTokenTarget target) {
        session.setAttribute(CLAIMED, true);
        EventBuilder event = new EventBuilder(
                session.getContext().getRealm(), session, session.getContext().getConnection());
        Response response = new LoginActionsService(session, event)
                .executeActionToken(
                        null,
                        target.key(),
                        target.query().get(Constants.EXECUTION),
                        target.clientId().orElse(null),
                        target.clientData(),
                        target.tabId());
        forgetToken();
        return response;
    }

    /** Stock keeps the token in a note of the session; nothing after this request may bring it back into a URL. */
    private void forgetToken() {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        if (authSession != null && stillExists(authSession)) {
            authSession.removeAuthNote(Constants.KEY);
        }
    }

    private boolean stillExists(AuthenticationSessionModel authSession) {
        return session.authenticationSessions()
                        .getRootAuthenticationSession(
                                session.getContext().getRealm(),
                                authSession.getParentSession().getId())
                != null;
    }
}
