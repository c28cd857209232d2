package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.SignInMethod;
import io.github.keycloakporter.verification.Arrival;
import io.github.keycloakporter.verification.Proof;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** What the account looked like when this session came to the gate: {@link AccountState} and its sign-in methods. */
    private static final String STATE_AT_THE_GATE = "porter.state-at-the-gate";

    private final KeycloakSession session;
    private final AuthenticationSessionModel authSession;
    private final UserModel user;
    private final Arrival arrival;

    WaitingSession(RequiredActionContext context) {
        this(context.getSession(), context.getAuthenticationSession(), context.getUser());
    }

    WaitingSession(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        this.session = session;
        this.authSession = authSession;
        this.user = user;
        this.arrival = new Arrival(session, authSession, user);
    }

    /** Notes, once, which sign-in methods of an account without a proof this session found; see {@link Arrival}. */
    void noteArrival() {
        arrival.note();
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
        noteArrival();
        noteState();
    }

    /** Whether the session has come to the gate: Keycloak has authenticated its user by then. */
    static boolean hasArrived(AuthenticationSessionModel authSession) {
        return authSession.getAuthenticatedUser() != null && authSession.getAuthNote(STATE_AT_THE_GATE) != null;
    }

    private void noteState() {
        authSession.setAuthNote(STATE_AT_THE_GATE, state());
    }

    private String state() {
        return SignInMethod.of(session, authSession.getRealm(), user).stream()
                .map(SignInMethod::key)
                .sorted()
                .collect(Collectors.joining("\n", AccountState.of(user) + "\n", ""));
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
    Optional<DeliveryView> mailFate() {
        if (!hasMailed()) {
            return Optional.empty();
        }
        Optional<DeliveryView> fate = DeliveryView.of(session, authSession.getRealm(), user);
        return fate.isPresent() || !Decoy.tellsNothing(authSession)
                ? fate
                : DecoyDeliveryView.pretended(session, user.getEmail(), mailedAt());
    }

    void noteMail() {
        authSession.setAuthNote(MAILED_TO, user.getEmail());
        authSession.setAuthNote(MAILED_AT, Integer.toString(Time.currentTime()));
    }

    private int mailedAt() {
        String at = authSession.getAuthNote(MAILED_AT);
        return at == null ? 0 : Integer.parseInt(at);
    }

    /** The mailbox's holder sits here. What others may have set before goes; what this person set or showed stays. */
    void prove() {
        session.getProvider(AccountTrustProvider.class).remove(authSession.getRealm(), user, arrival.others());
        Proof.give(session, user, authSession);
    }

    /** Whether the address was proven elsewhere since this session came to an account that never had a proven one. */
    boolean isOvertaken() {
        return arrival.isOvertaken();
    }

    /**
     * Whether a proof lets this session in: if it was given here, or if this session's own log-in still stands. A session has
     * to log in again if it merely registered, if it came through an identity provider to an account without a proof, or if
     * the address, the password or another sign-in method was changed meanwhile.
     */
    boolean mayGoOn() {
        String state = authSession.getAuthNote(STATE_AT_THE_GATE);
        boolean ownLogin = !merelyRegistered() && !arrival.cameByProvider() && (state == null || state.equals(state()));
        return ownLogin || Proof.wasGivenIn(authSession, user);
    }

    void leave() {
        arrival.forget();
        authSession.removeAuthNote(MAILED_TO);
    }

    private boolean merelyRegistered() {
        return "true".equals(authSession.getAuthNote(AuthenticationManager.NEW_USER_REGISTERED));
    }
}
