package io.github.keycloakporter.redis.outage;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.keycloak.models.KeycloakSession;

/**
 * Makes 503 of an error that is not the requester's: one in whose session a store left its note.
 *
 * <p>Sees the answers Keycloak makes of an exception it caught somewhere, and that to a commit that failed.
 */
@Provider
public class OutageResponseFilter implements ContainerResponseFilter {

    @Inject
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        if (status < Response.Status.BAD_REQUEST.getStatusCode()
                || status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
                || !OutageNote.isIn(session)) {
            return;
        }
        Response answer = OutageAnswer.to(session);
        response.setStatusInfo(answer.getStatusInfo());
        response.getHeaders().putAll(answer.getHeaders());
        response.setEntity(answer.getEntity(), null, answer.getMediaType());
    }
}
