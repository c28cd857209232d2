package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.verification.PresetPassword;
import io.github.keycloakporter.verification.Proof;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** An authentication session that waits at the gate: what it noted when it came, and whether it may go on. */
final class WaitingSession {

    /** The address this session sent a mail to: a mere refresh sends no second one. The name is stock's. */
    private static final String MAILED_TO = Constants.VERIFY_EMAIL_KEY;

    /** When it did, in seconds. */
    private static final String MAILED_AT = "porter.mailed-at";

    /** What the account looked like when this session came to the gate, see {@link AccountState}. */
    private static final String STATE_AT_THE_GATE = "porter.state-at-the-gate";

    private final AuthenticationSessionModel authSession;
    private final UserModel user;

    WaitingSession(RequiredActionContext context) {
        this(context.getAuthenticationSession(), context.getUser());
    }

    WaitingSession(AuthenticationSessionModel authSession, UserModel user) {
        this.authSession = authSession;
        this.user = user;
    }

    /**
     * Notes, once, what a later proof elsewhere has to be held against, and makes this very session pass the gate: such a
     * proof takes the action away from the user, but nobody goes on here before {@link #mayGoOn} has looked.
     */
    void arrive() {
        if (authSession.getAuthNote(STATE_AT_THE_GATE) != null) {
            return;
        }
        authSession.addRequiredAction(RequiredAction.VERIFY_EMAIL);
        if (merelyRegistered()) {
            PresetPassword.mark(user);
        }
        noteState();
    }

    /** Whether the session has come to the gate: Keycloak has authenticated its user by then. */
    static boolean hasArrived(AuthenticationSessionModel authSession) {
        return authSession.getAuthenticatedUser() != null && authSession.getAuthNote(STATE_AT_THE_GATE) != null;
    }

    private void noteState() {
        authSession.setAuthNote(STATE_AT_THE_GATE, AccountState.of(user));
    }

    /** To another address, by this session itself: nothing was mailed there. */
    void noteMove() {
        noteState();
        authSession.removeAuthNote(MAILED_TO);
    }

    boolean hasMailed() {
        return Objects.equals(authSession.getAuthNote(MAILED_TO), user.getEmail());
    }

    /** The state of the email; nothing to a session that asked for none. One that was not sent looks like any other. */
    Optional<MailFate> mailFate(KeycloakSession session) {
        if (!hasMailed()) {
            return Optional.empty();
        }
        Optional<MailFate> fate = MailFate.of(session, authSession.getRealm(), user);
        return fate.isPresent() || !Decoy.tellsNothing(authSession)
                ? fate
                : DecoyFate.pretended(session, user.getEmail(), mailedAt());
    }

    void noteMail() {
        authSession.setAuthNote(MAILED_TO, user.getEmail());
        authSession.setAuthNote(MAILED_AT, Integer.toString(Time.currentTime()));
    }

    private int mailedAt() {
        String at = authSession.getAuthNote(MAILED_AT);
        return at == null ? 0 : Integer.parseInt(at);
    }

    /** The mailbox's holder sits here, and so knows the password that was set here. */
    void prove() {
        PresetPassword.trust(user);
        Proof.give(user, authSession);
    }

    /**
     * Whether a proof lets this session in: if it was given here, or if this session's own log-in still stands. One that
     * merely registered, or whose password was changed meanwhile, has to log in afresh.
     */
    boolean mayGoOn() {
        String state = authSession.getAuthNote(STATE_AT_THE_GATE);
        boolean ownLogin = !merelyRegistered() && (state == null || state.equals(AccountState.of(user)));
        return ownLogin || Proof.wasGivenIn(authSession, user);
    }

    void leave() {
        authSession.removeAuthNote(MAILED_TO);
    }

    private boolean merelyRegistered() {
        return "true".equals(authSession.getAuthNote(AuthenticationManager.NEW_USER_REGISTERED));
    }
}
