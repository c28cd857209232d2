package io.github.keycloakporter.spi.trust;

import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/**
 * Remembers which accounts ever had a proven address.
 *
 * <p>Anybody can open an account with somebody else's address and set a password, add a second factor or link an identity
 * provider before the owner of the address proves it (pre-hijacking, CWE-287). So an account is in one of three states:
 *
 * <ul>
 *   <li><em>unproven</em>: it has stood at the gate and nobody has proven an address of it. None of its sign-in methods is
 *       trusted. A verified flag that something other than a proof has set does not change that.
 *   <li><em>proven</em>: somebody has proven an address of it. Its sign-in methods are trusted from then on, also after the
 *       address changes.
 *   <li><em>unknown</em>: it has not stood at the gate. It is trusted if its address is verified, or if the realm does not
 *       ask for verified addresses.
 * </ul>
 *
 * <p>All methods take part in the transaction of the session.
 */
public interface AccountTrustProvider extends Provider {

    /** Whether the sign-in methods of the account count as those of its owner. */
    boolean isTrusted(RealmModel realm, UserModel user);

    /** The account stands at the gate. Changes nothing if its state is known already or its address is verified. */
    void noteUnproven(RealmModel realm, UserModel user);

    /** Somebody who may say so has proven the address of the account. */
    void noteProof(RealmModel realm, UserModel user);

    /** The sign-in methods that are not trusted. Empty for a trusted account. */
    List<SignInMethod> untrusted(RealmModel realm, UserModel user);

    /**
     * Removes these sign-in methods and ends all sessions of the user, because any of them may have been opened with one.
     * The required action UPDATE_PASSWORD is added if the user has no way to sign in afterwards. Does nothing for an empty
     * list.
     */
    void remove(RealmModel realm, UserModel user, List<SignInMethod> methods);
}
