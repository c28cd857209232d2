package io.github.keycloakporter.verification.login;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.keycloak.models.KeycloakSession;

/** Replaces the answer to a {@link RefusedLogin}, so that neither a code nor a cookie of it reaches the browser. */
@Provider
public class RefusedLoginFilter implements ContainerResponseFilter {

    @Inject
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RefusedLogin.in(session).ifPresent(refused -> {
            Response answer = refused.answer(session);
            if (answer.getLocation() != null) {
                // replaces all cookies that Keycloak has put into the server's response by now
                session.getContext().getHttpResponse().setHeader(HttpHeaders.SET_COOKIE, refused.noIdentity(session));
            }
            response.setStatusInfo(answer.getStatusInfo());
            response.getHeaders().clear();
            response.getHeaders().putAll(answer.getHeaders());
            response.setEntity(answer.getEntity(), null, answer.getMediaType());
        });
    }
}
