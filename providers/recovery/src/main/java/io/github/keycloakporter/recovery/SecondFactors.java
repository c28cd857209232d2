package io.github.keycloakporter.recovery;

import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What an account has beside its password and its mailbox. A reset must not go round it: a mailbox alone would then be
 * worth more than the password it resets (OWASP ASVS 5.0, 6.4.3; NIST SP 800-63B-4, 4.2.2.2).
 */
public final class SecondFactors {

    private static final Set<String> TYPES = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE);

    private SecondFactors() {}

    /** Keycloak's types of the factors that the user has set up. */
    public static Set<String> of(UserModel user) {
        return TYPES.stream().filter(user.credentialManager()::isConfiguredFor).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether authenticators of this category, which may be null, ask for a second factor. */
    static boolean isCategory(String referenceCategory) {
        return referenceCategory != null && TYPES.contains(referenceCategory);
    }

    /** Whether one was shown since the link was opened. */
    public static boolean isShown(AuthenticationSessionModel authSession) {
        return AuthenticatorUtil.getAuthnCredentials(authSession).stream().anyMatch(TYPES::contains);
    }
}
