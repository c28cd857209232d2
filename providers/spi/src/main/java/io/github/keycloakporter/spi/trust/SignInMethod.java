package io.github.keycloakporter.spi.trust;

import io.github.keycloakporter.spi.address.MaskedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * Something that signs in to an account, alone or as a second factor: a stored credential, or the link to an identity
 * provider. A password in a directory (LDAP) is none: it is not the account's to remove.
 *
 * @param key names it among those of the user: {@code password}, {@code provider:<alias>} or {@code credential:<id>}
 * @param name the display name of an identity provider, or the label of a credential; empty if there is none. Whoever set
 *     the method chose the label
 * @param account the user's name at the identity provider, masked; empty for a credential
 */
public record SignInMethod(Kind kind, String key, String name, String account) {

    public enum Kind {
        PASSWORD,
        PROVIDER,
        AUTHENTICATOR_APP,
        SECURITY_KEY,
        PASSKEY,
        RECOVERY_CODES,
        OTHER;

        /** As templates and message keys spell it, such as {@code security-key}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String PASSWORD_KEY = "password";
    private static final String PROVIDER_PREFIX = "provider:";
    private static final String CREDENTIAL_PREFIX = "credential:";
    private static final int LONGEST_LABEL = 60;

    private static final Map<String, Kind> KINDS = Map.of(
            OTPCredentialModel.TYPE, Kind.AUTHENTICATOR_APP,
            WebAuthnCredentialModel.TYPE_TWOFACTOR, Kind.SECURITY_KEY,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS, Kind.PASSKEY,
            RecoveryAuthnCodesCredentialModel.TYPE, Kind.RECOVERY_CODES);

    /** All of the user: the password first, then the identity providers, then the other credentials in their order. */
    public static List<SignInMethod> of(KeycloakSession session, RealmModel realm, UserModel user) {
        List<CredentialModel> credentials =
                user.credentialManager().getStoredCredentialsStream().toList();
        List<SignInMethod> methods = new ArrayList<>();
        if (credentials.stream().anyMatch(each -> PasswordCredentialModel.TYPE.equals(each.getType()))) {
            methods.add(new SignInMethod(Kind.PASSWORD, PASSWORD_KEY, "", ""));
        }
        session.users()
                .getFederatedIdentitiesStream(realm, user)
                .map(link -> provider(session, link))
                .forEach(methods::add);
        credentials.stream()
                .filter(each -> !isPassword(each))
                .map(SignInMethod::credential)
                .forEach(methods::add);
        return List.copyOf(methods);
    }

    /** The key of the link to the identity provider of that alias. */
    public static String providerKey(String alias) {
        return PROVIDER_PREFIX + alias;
    }

    /** Whether it is this credential. The history of passwords belongs to the password. */
    public boolean isCredential(CredentialModel credential) {
        return kind == Kind.PASSWORD ? isPassword(credential) : key.equals(CREDENTIAL_PREFIX + credential.getId());
    }

    /** For templates, which read no records: {@code kind}, {@code key}, {@code name} and {@code account}. */
    public Map<String, String> toMap() {
        return Map.of("kind", kind.toString(), "key", key, "name", name, "account", account);
    }

    /** The alias of the identity provider; meant for {@link Kind#PROVIDER} only. */
    public String alias() {
        return key.substring(PROVIDER_PREFIX.length());
    }

    private static SignInMethod provider(KeycloakSession session, FederatedIdentityModel link) {
        String alias = link.getIdentityProvider();
        IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
        String display = provider == null ? null : provider.getDisplayName();
        return new SignInMethod(
                Kind.PROVIDER,
                providerKey(alias),
                display == null || display.isBlank() ? alias : display,
                masked(link.getUserName()));
    }

    private static SignInMethod credential(CredentialModel credential) {
        return new SignInMethod(
                KINDS.getOrDefault(credential.getType(), Kind.OTHER),
                CREDENTIAL_PREFIX + credential.getId(),
                label(credential.getUserLabel()),
                "");
    }

    private static boolean isPassword(CredentialModel credential) {
        return PasswordCredentialModel.TYPE.equals(credential.getType())
                || PasswordCredentialModel.PASSWORD_HISTORY.equals(credential.getType());
    }

    /** One short line, without characters that turn the direction of writing. */
    private static String label(String label) {
        String line = label == null
                ? ""
                : label.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").trim();
        return line.codePointCount(0, line.length()) > LONGEST_LABEL
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST_LABEL)) + "…"
                : line;
    }

    /** {@code a***@example.org}, or {@code a***n} for a name that is no address; three stars for a short one. */
    static String masked(String name) {
        if (name == null || name.isBlank()) {
            return "";
        }
        int length = name.codePointCount(0, name.length());
        if (name.contains("@")) {
            return MaskedAddress.of(name);
        }
        return length < 4
                ? "***"
                : name.substring(0, name.offsetByCodePoints(0, 1))
                        + "***"
                        + name.substring(name.offsetByCodePoints(name.length(), -1));
    }
}
