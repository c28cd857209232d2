package io.github.keycloakporter.verification;

import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.SignInMethod;
import io.github.keycloakporter.spi.trust.SignInMethod.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * An authentication session that came to the gate of an account that never had a proven address.
 *
 * <p>If its person proves the address in this browser, the sign-in methods that this person showed or set are the owner's. A
 * person who came through an identity provider showed nothing but the account there; a person who registered or showed a
 * credential says nothing about links to identity providers. Whatever this session sets itself after it came is its own.
 */
public final class Arrival {

    /** The keys of the sign-in methods that were there and are not this session's own, one a line. */
    private static final String OTHERS = "porter.methods-of-others";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel authSession;
    private final UserModel user;

    public Arrival(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        this.session = session;
        this.realm = authSession.getRealm();
        this.authSession = authSession;
        this.user = user;
    }

    /** Notes, once, that the account is not trusted and what this session found. Nothing for a trusted account. */
    public void note() {
        trust().noteUnproven(realm, user);
        if (!isNoted() && !trust().isTrusted(realm, user)) {
            authSession.setAuthNote(
                    OTHERS,
                    trust().untrusted(realm, user).stream()
                            .filter(method -> !isOwn(method))
                            .map(SignInMethod::key)
                            .collect(Collectors.joining("\n")));
        }
    }

    /** The untrusted sign-in methods that a proof in this browser says nothing about. */
    public List<SignInMethod> others() {
        List<SignInMethod> untrusted = trust().untrusted(realm, user);
        if (!isNoted()) {
            return untrusted;
        }
        Set<String> others = Set.of(authSession.getAuthNote(OTHERS).split("\n"));
        return untrusted.stream()
                .filter(method -> others.contains(method.key()))
                .toList();
    }

    /** Whether the address was proven in another browser since this session came. */
    public boolean isOvertaken() {
        return isNoted() && trust().isTrusted(realm, user);
    }

    /** Whether this session came through an identity provider to an account that was not trusted. */
    public boolean cameByProvider() {
        return isNoted() && provider() != null;
    }

    /** The address is proven here, or this session may go on after a proof elsewhere. */
    public void forget() {
        authSession.removeAuthNote(OTHERS);
    }

    private boolean isNoted() {
        return authSession.getAuthNote(OTHERS) != null;
    }

    private boolean isOwn(SignInMethod method) {
        return provider() == null
                ? method.kind() != Kind.PROVIDER
                : method.key().equals(SignInMethod.providerKey(provider()));
    }

    private String provider() {
        return authSession.getUserSessionNotes().get(Details.IDENTITY_PROVIDER);
    }

    private AccountTrustProvider trust() {
        return session.getProvider(AccountTrustProvider.class);
    }
}
