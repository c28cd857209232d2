package io.github.keycloakporter.verification;

import java.util.Objects;
import java.util.stream.Collectors;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * A password that was typed into the registration form before anybody proved the address.
 *
 * <p>It may be the owner's or a stranger's, waiting for the owner to prove the address for them. The mark names the very
 * credential; it is taken away when the same person proves the address, and loses its meaning when the password changes.
 */
public final class PresetPassword {

    private static final String MARK = "porter.preset-password";

    private PresetPassword() {}

    /** Marks the password the user has now, if any. */
    public static void mark(UserModel user) {
        String passwords = passwords(user);
        if (!passwords.isEmpty()) {
            user.setSingleAttribute(MARK, passwords);
        }
    }

    /** Whether the user's password is still the one that was set before the address was proven. */
    public static boolean isUntrusted(UserModel user) {
        String mark = user.getFirstAttribute(MARK);
        return mark != null && Objects.equals(mark, passwords(user));
    }

    /** The one who set the password has proven the address. */
    public static void trust(UserModel user) {
        user.removeAttribute(MARK);
    }

    /** Somebody proved the address without showing the password: it goes, and the prover sets a new one. */
    public static void discard(UserModel user) {
        if (isUntrusted(user)) {
            user.credentialManager()
                    .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                    .toList()
                    .forEach(password -> user.credentialManager().removeStoredCredentialById(password.getId()));
            user.addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        }
        user.removeAttribute(MARK);
    }

    private static String passwords(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> password.getId() + "@" + password.getCreatedDate())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
