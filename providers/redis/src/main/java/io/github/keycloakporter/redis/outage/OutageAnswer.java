package io.github.keycloakporter.redis.outage;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.utils.MediaTypeMatcher;

/** Status 503 with Retry-After: a themed page for whoever asks for HTML, JSON for everybody else. */
final class OutageAnswer {

    /** The connection is mended within two seconds of Redis being back. */
    static final String RETRY_AFTER_SECONDS = "5";

    static final String TEMPLATE = "store-unavailable.ftl";

    private static final Logger LOG = Logger.getLogger(OutageAnswer.class);

    private OutageAnswer() {}

    /** @param session of the request; may be closed by now, with its transaction rolled back */
    static Response to(KeycloakSession session) {
        if (MediaTypeMatcher.isHtmlRequest(session.getContext().getRequestHeaders())
                && session.getContext().getRealm() != null) {
            try {
                return page(session);
            } catch (RuntimeException e) {
                LOG.warn("The page for a store that is away cannot be shown; JSON goes out instead", e);
            }
        }
        return json();
    }

    private static Response json() {
        OAuth2ErrorRepresentation error = new OAuth2ErrorRepresentation();
        error.setError(OAuthErrorException.TEMPORARILY_UNAVAILABLE);
        error.setErrorDescription("A store does not answer; nothing was done. Try again in a moment.");
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build();
    }

    /** In a session of its own: whatever the request's one has done by now is void. */
    private static Response page(KeycloakSession session) {
        Response page = KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                session.getContext(),
                fresh -> {
                    fresh.setAttribute(
                            LocaleSelectorProvider.USER_REQUEST_LOCALE,
                            session.getContext()
                                    .getUri()
                                    .getQueryParameters()
                                    .getFirst(LocaleSelectorProvider.KC_LOCALE_PARAM));
                    return fresh.getProvider(LoginFormsProvider.class)
                            .setStatus(Response.Status.SERVICE_UNAVAILABLE)
                            .createForm(TEMPLATE);
                },
                "page for a store that is away");
        return Response.fromResponse(page)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
