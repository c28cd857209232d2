package io.github.keycloakporter.verification;

import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.services.util.ResolveRelative;

/** Where somebody goes on who has nothing more to do here. */
public final class ContinueUrl {

    private ContinueUrl() {}

    /** The app, where it has a home page; else the account console, which asks to log in. */
    public static String of(KeycloakSession session, Optional<ClientModel> app) {
        return app.filter(client ->
                        client.getBaseUrl() != null && !client.getBaseUrl().isBlank())
                .map(client -> ResolveRelative.resolveRelativeUri(session, client.getRootUrl(), client.getBaseUrl()))
                .orElseGet(() -> Urls.accountBase(session.getContext().getUri().getBaseUri())
                        .path("/")
                        .build(session.getContext().getRealm().getName())
                        .toString());
    }
}
