package io.github.keycloakporter.notifications.lock;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces the answer to a request that was undone. When the listener hears of a sign-in, Keycloak has the redirect with the
 * code, the tokens and the cookies ready; none of that leaves. Only the headers that let a script read the answer (CORS) stay.
 *
 * <p>Runs before Keycloak's {@code CloseSessionFilter} (priority 1) rolls the transaction back.
 */
@Provider
public class DeniedRequestFilter implements ContainerResponseFilter {

    @Inject
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        DeniedRequest.of(session).ifPresent(refusal -> {
            Response answer = new DeniedRequestResponse(session).to(refusal);
            response.getHeaders().clear();
            response.setStatusInfo(answer.getStatusInfo());
            response.getHeaders().putAll(answer.getHeaders());
            response.setEntity(answer.getEntity(), null, answer.getMediaType());
            // Keycloak writes cookies past this response; null removes them
            session.getContext().getHttpResponse().setHeader(HttpHeaders.SET_COOKIE, null);
        });
    }
}
