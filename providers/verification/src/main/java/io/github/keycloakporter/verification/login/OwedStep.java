package io.github.keycloakporter.verification.login;

import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.RequiredActions;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A step that somebody has to take before a login may complete.
 *
 * @param action alias of the required action
 */
record OwedStep(String action) {

    private static final OwedStep PROOF = new OwedStep(RequiredAction.VERIFY_EMAIL.name());

    /**
     * The first one: the proof of the address, where the realm runs the gate; else a required action that the realm runs.
     *
     * @param authSession null where there is none
     */
    static Optional<OwedStep> of(
            KeycloakSession session, RealmModel realm, UserModel user, AuthenticationSessionModel authSession) {
        if (RequiredActions.isRun(session, realm, PROOF.action) && Proof.isOwed(session, user, authSession)) {
            return Optional.of(PROOF);
        }
        return RequiredActions.owed(session, realm, user, authSession).map(OwedStep::new);
    }

    boolean isProof() {
        return equals(PROOF);
    }

    /** Why a program gets no tokens, in English as all descriptions of OAuth errors are. */
    String description() {
        return isProof() ? "Email address is not verified" : "Account is not fully set up";
    }
}
