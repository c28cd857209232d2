package io.github.keycloakporter.verification;

import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Whether an address is proven, and to whom.
 *
 * <p>An address proven somewhere else says nothing about the person in this browser: whoever registered with somebody
 * else's address could wait until the owner clicks (keycloak#48206, keycloak#45568). So the authentication session in
 * which the mailbox's holder showed up carries a note, and every other one has to stand on its own credential.
 */
public final class Proof {

    private static final String PROVEN_HERE = "porter.proven-here";

    private Proof() {}

    /** Whether the user of the session's realm may log in as far as the address is concerned. */
    public static boolean holds(KeycloakSession session, UserModel user) {
        return hasAddress(user)
                && user.isEmailVerified()
                && trust(session).isTrusted(session.getContext().getRealm(), user);
    }

    /** Whether the realm asks for a proof that this user still owes. */
    public static boolean isOwed(KeycloakSession session, UserModel user) {
        return session.getContext().getRealm().isVerifyEmail() && !holds(session, user);
    }

    /** The same for one authentication session, which may have given its proof: null where there is none. */
    public static boolean isOwed(KeycloakSession session, UserModel user, AuthenticationSessionModel authSession) {
        return isOwed(session, user) && (authSession == null || !wasGivenIn(authSession, user));
    }

    public static boolean hasAddress(UserModel user) {
        return user.getEmail() != null && !user.getEmail().isBlank();
    }

    /** The holder of the mailbox is in the browser of this authentication session: by link or by code. */
    public static void give(KeycloakSession session, UserModel user, AuthenticationSessionModel authSession) {
        RealmModel realm = session.getContext().getRealm();
        trust(session).noteProof(realm, user);
        new Arrival(session, authSession, user).forget();
        user.setEmailVerified(true);
        user.removeRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        authSession.removeRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        authSession.setAuthNote(PROVEN_HERE, user.getEmail());
    }

    public static boolean wasGivenIn(AuthenticationSessionModel authSession, UserModel user) {
        return user.getEmail() != null && user.getEmail().equals(authSession.getAuthNote(PROVEN_HERE));
    }

    private static AccountTrustProvider trust(KeycloakSession session) {
        return session.getProvider(AccountTrustProvider.class);
    }
}
