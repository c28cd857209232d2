package io.github.keycloakporter.recovery.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.Urls;
import org.keycloak.services.util.ResolveRelative;

/**
 * How somebody without a password logs in.
 *
 * @param providers names of linked identity providers, as the log-in page shows them
 * @param passkey whether there is a passkey
 */
record AlternativeLogins(List<String> providers, boolean passkey) {

    static AlternativeLogins of(KeycloakSession session, RealmModel realm, UserModel user) {
        if (user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)) {
            return new AlternativeLogins(List.of(), false);
        }
        Stream<String> linked = session.users()
                .getFederatedIdentitiesStream(realm, user)
                .map(FederatedIdentityModel::getIdentityProvider);
        return new AlternativeLogins(
                linked.map(session.identityProviders()::getByAlias)
                        .filter(Objects::nonNull)
                        .filter(IdentityProviderModel::isEnabled)
                        .map(AlternativeLogins::name)
                        .toList(),
                user.credentialManager().isConfiguredFor(WebAuthnCredentialModel.TYPE_PASSWORDLESS));
    }

    /** Also where there is a password: then nobody needs another way. */
    boolean isEmpty() {
        return providers.isEmpty() && !passkey;
    }

    /** What the mail's template sees. */
    Map<String, Object> attributes(KeycloakSession session, ClientModel app) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("providers", providers);
        attributes.put("passkey", passkey);
        attributes.put("logInUrl", home(session, app));
        return attributes;
    }

    /** The app, where it has a home page; else the account console, which asks to log in. */
    private static String home(KeycloakSession session, ClientModel app) {
        if (app != null && app.getBaseUrl() != null && !app.getBaseUrl().isBlank()) {
            return ResolveRelative.resolveRelativeUri(session, app.getRootUrl(), app.getBaseUrl());
        }
        return Urls.accountBase(session.getContext().getUri().getBaseUri())
                .path("/")
                .build(session.getContext().getRealm().getName())
                .toString();
    }

    private static String name(IdentityProviderModel provider) {
        String name = provider.getDisplayName();
        return name == null || name.isBlank() ? provider.getAlias() : name;
    }
}
