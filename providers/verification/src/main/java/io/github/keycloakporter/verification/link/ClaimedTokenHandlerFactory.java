package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.github.keycloakporter.spi.link.ClaimedLink;
import org.keycloak.authentication.actiontoken.ActionTokenHandler;
import org.keycloak.authentication.actiontoken.ActionTokenHandlerFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/**
 * For the token that {@link ActionTokenExecution} signs for one request. Without a claimed link there is no handler, so that
 * Keycloak's endpoint refuses such a token as it refuses one of a purpose it does not know.
 */
public final class ClaimedTokenHandlerFactory
        implements ActionTokenHandlerFactory<JsonWebToken>, SimpleProviderFactory<ActionTokenHandler<JsonWebToken>> {

    public static final String PROVIDER_ID = "porter-claimed-link";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public ActionTokenHandler<JsonWebToken> create(KeycloakSession session) {
        return ClaimedLink.of(session)
                .filter(link -> !PROVIDER_ID.equals(link.purpose()))
                .map(link -> forLink(session, link))
                .orElse(null);
    }

    private static ActionTokenHandler<JsonWebToken> forLink(KeycloakSession session, ClaimedLink link) {
        @SuppressWarnings("unchecked")
        ActionTokenHandler<JsonWebToken> handler = session.getProvider(ActionTokenHandler.class, link.purpose());
        return handler == null ? null : new ClaimedTokenHandler<>(session, link, handler);
    }
}
