package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.SignInMethod;
import io.github.keycloakporter.spi.trust.SignInMethod.Kind;
import io.github.keycloakporter.verification.Arrival;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The question that the page of a link asks where the link proves the address of an account for the first time: which of its
 * sign-in methods are the reader's own. Nothing is kept without an answer.
 */
final class OwnershipQuestion {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ActionTokenTarget target;
    private final UserModel user;
    private final List<SignInMethod> untrusted;

    /** @param user null for an invitation of somebody unknown */
    OwnershipQuestion(KeycloakSession session, ActionTokenTarget target, UserModel user) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.target = target;
        this.user = user;
        this.untrusted = user != null && target.provesAddressOf(user) ? untrusted() : List.of();
    }

    /**
     * A proof in the browser that asked for the mail covers what that browser brought along. Only a verification mail is
     * evidence of that: a reset or the link to an identity provider can be asked for by anybody.
     */
    private List<SignInMethod> untrusted() {
        return VerifyEmailActionToken.TOKEN_TYPE.equals(target.token().getType())
                ? new ActionTokenExecution(session)
                        .askingSession(target)
                        .map(asking -> new Arrival(session, asking, user).others())
                        .orElseGet(this::all)
                : all();
    }

    private List<SignInMethod> all() {
        return trust().untrusted(realm, user);
    }

    /** The sign-in methods to ask for. A reset replaces the password, so it does not ask for that. */
    List<SignInMethod> methods() {
        return untrusted.stream().filter(this::isAsked).toList();
    }

    /** The link is claimed: removes what is not trusted and not among the keys of the answer. Now the account is trusted. */
    void settle(Set<String> kept) {
        if (user != null && target.provesAddressOf(user)) {
            trust().remove(
                            realm,
                            user,
                            untrusted.stream()
                                    .filter(method -> !isAsked(method) || !kept.contains(method.key()))
                                    .toList());
            trust().noteProof(realm, user);
        }
    }

    private boolean isAsked(SignInMethod method) {
        return method.kind() != Kind.PASSWORD
                || !ResetCredentialsActionToken.TOKEN_TYPE.equals(target.token().getType());
    }

    private AccountTrustProvider trust() {
        return session.getProvider(AccountTrustProvider.class);
    }
}
