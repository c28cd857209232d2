package io.github.keycloakporter.verification.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.utils.KeycloakSessionUtil;

/** Lets {@link SteadyAnswer} wait. The last filter before Keycloak's CloseSessionFilter, which commits. */
@Provider
@Priority(2)
public class SteadyAnswerFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (session != null && !session.isClosed()) {
            SteadyAnswer.enlist(session);
        }
    }
}
