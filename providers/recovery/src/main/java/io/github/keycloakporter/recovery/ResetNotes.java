package io.github.keycloakporter.recovery;

import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the steps of a reset tell the action that sets the new password, kept in the authentication session. */
public final class ResetNotes {

    private static final String RESET = "porter.reset";
    private static final String LOG_IN_AGAIN = "porter.reset.log-in-again";

    private final AuthenticationSessionModel authSession;

    public ResetNotes(AuthenticationSessionModel authSession) {
        this.authSession = authSession;
    }

    /** A link was opened: whatever this browser showed before, for whomever, does not count. */
    public void begin() {
        authSession.removeAuthNote(AuthenticationProcessor.AUTHN_CREDENTIALS);
        authSession.removeAuthNote(RESET);
        authSession.removeAuthNote(LOG_IN_AGAIN);
    }

    /**
     * The mailbox is proven, and the second factor where there is one: a new password may be set.
     *
     * @param logInAgain whether the log-in page comes afterwards; not on the way from an identity provider, which would be lost
     */
    public void allow(boolean logInAgain) {
        authSession.setAuthNote(RESET, "true");
        if (logInAgain && authSession.getAuthNote(AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE) == null) {
            authSession.setAuthNote(LOG_IN_AGAIN, "true");
        }
    }

    public boolean isReset() {
        return authSession.getAuthNote(RESET) != null;
    }

    /** Not where the session ends anyway, as in a browser that did not ask for the link. */
    public boolean isLogInNext() {
        return authSession.getAuthNote(LOG_IN_AGAIN) != null
                && authSession.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) == null;
    }
}
