package io.github.keycloakporter.spi.link;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * The state of an account that a link is bound to: its address, its password and whether it is enabled.
 *
 * <p>A link carries the state in which it was requested. If the current state differs, the account has changed and the link is
 * dead. No listener is involved, so no path (console, REST, LDAP sync, another node) can bypass this. Hashing the same password
 * again keeps id and date of the credential, and so keeps the links.
 *
 * <p>The state is read from the database. Nodes tell each other which cached users have changed, but a node that is frozen or cut
 * off from the others can miss that and keep an old copy.
 */
public final class AccountState {

    private AccountState() {}

    /**
     * A digest, not reversible to its parts in practice, equal exactly as long as none of them changes.
     *
     * @throws IllegalStateException if the user was deleted and only a cache still has it
     */
    public static String of(UserModel user) {
        return ofStored(user instanceof CachedUserModel cached ? cached.getDelegateForUpdate() : user);
    }

    private static String ofStored(UserModel user) {
        String email = user.getEmail() == null ? "" : user.getEmail().toLowerCase(Locale.ROOT);
        String passwords = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(credential -> credential.getId() + "@" + credential.getCreatedDate())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(","));
        return digest(user.getId() + "\n" + user.isEnabled() + "\n" + email + "\n" + passwords);
    }

    /**
     * Whether the account is still in that state.
     *
     * @param user null if there is none, as with an invitation of somebody without an account: then the state is empty
     */
    public static boolean isCurrent(String state, UserModel user) {
        try {
            return state.equals(user == null ? "" : of(user));
        } catch (IllegalStateException e) {
            // the user was deleted
            return false;
        }
    }

    private static String digest(String text) {
        return HashUtils.sha256UrlEncodedHash(text, StandardCharsets.UTF_8).substring(0, 22);
    }
}
