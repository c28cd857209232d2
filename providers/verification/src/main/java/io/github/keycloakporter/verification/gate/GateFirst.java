package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.verification.Proof;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * The order of a sign-up through the safe form: the gate comes before every other required action, whatever the order of
 * the realm. An action before the gate needs a user, and a {@link Decoy} has none, so it would show which addresses have an
 * account.
 */
public final class GateFirst {

    private static final String GATE = RequiredAction.VERIFY_EMAIL.name();

    private GateFirst() {}

    /**
     * Makes the gate the next step of a session that has just signed up.
     *
     * @return false where something else comes next; then nothing was changed
     */
    public static boolean enter(KeycloakSession session, AuthenticationSessionModel authSession) {
        UserModel user = authSession.getAuthenticatedUser();
        boolean owed = user == null
                ? Decoy.of(authSession).isPresent()
                : Decoy.tellsNothing(authSession) && Proof.isOwed(session, user, authSession);
        if (!owed) {
            return false;
        }
        if (user != null) {
            admit(session, authSession, user);
        }
        // lets the page be loaded again, see SessionCodeChecks.initialVerify
        authSession.setExecutionStatus(GATE, ExecutionStatus.CHALLENGED);
        return true;
    }

    /** Does for a new user what AuthenticationProcessor.authenticationComplete does at the end of a flow, and owes the gate. */
    static void admit(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        new AcrStore(session, authSession).setAuthFlowLevelAuthenticatedToCurrentRequest();
        AuthenticationManager.setClientScopesInSession(session, authSession);
        user.addRequiredAction(RequiredAction.VERIFY_EMAIL);
        new WaitingSession(session, authSession, user).arrive();
    }

    /** Whether the gate is the step of this session. Loads no user: that takes time, and a decoy has none. */
    static boolean isNext(AuthenticationSessionModel authSession) {
        return authSession.getRequiredActions().contains(GATE)
                ? Decoy.tellsNothing(authSession)
                : Decoy.of(authSession).isPresent();
    }
}
