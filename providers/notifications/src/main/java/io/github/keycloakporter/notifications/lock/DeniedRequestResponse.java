package io.github.keycloakporter.notifications.lock;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.messages.Messages;
import org.keycloak.utils.MediaTypeMatcher;

/** What the requester sees: an OAuth error at the token endpoint (RFC 6749, 5.2), a page in a browser, JSON elsewhere. */
record DeniedRequestResponse(KeycloakSession session) {

    private static final Logger LOGGER = Logger.getLogger(DeniedRequestResponse.class);
    private static final String TOKEN_ENDPOINT = "/protocol/openid-connect/" + OAuth2Constants.TOKEN;

    Response to(DeniedRequest refusal) {
        if (session.getContext().getUri().getPath().endsWith(TOKEN_ENDPOINT)) {
            return refusal == DeniedRequest.LOCKED
                    ? json(Status.BAD_REQUEST, OAuthErrorException.INVALID_GRANT, refusal)
                    : json(Status.INTERNAL_SERVER_ERROR, OAuthErrorException.SERVER_ERROR, refusal);
        }
        if (MediaTypeMatcher.isHtmlRequest(session.getContext().getRequestHeaders())) {
            try {
                return page(refusal);
            } catch (RuntimeException e) {
                LOGGER.warn("The page for a locked account cannot be shown; JSON goes out instead", e);
            }
        }
        return refusal == DeniedRequest.LOCKED
                ? json(Status.FORBIDDEN, OAuthErrorException.ACCESS_DENIED, refusal)
                : json(Status.INTERNAL_SERVER_ERROR, OAuthErrorException.SERVER_ERROR, refusal);
    }

    private static Response json(Status status, String code, DeniedRequest refusal) {
        OAuth2ErrorRepresentation error = new OAuth2ErrorRepresentation();
        error.setError(code);
        error.setErrorDescription(
                refusal == DeniedRequest.LOCKED
                        ? "The account is locked until its owner chooses a new password"
                        : "The server cannot tell whether the account is locked");
        CacheControl uncached = new CacheControl();
        uncached.setNoStore(true);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .cacheControl(uncached)
                .entity(error)
                .build();
    }

    /** In a session of its own: whatever the request's one has done by now is void. */
    private Response page(DeniedRequest refusal) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                session.getContext(),
                fresh -> {
                    LoginFormsProvider forms = fresh.getProvider(LoginFormsProvider.class);
                    return refusal == DeniedRequest.LOCKED
                            ? forms.setStatus(Status.FORBIDDEN).createForm("porter-account-locked.ftl")
                            : forms.setError(Messages.INTERNAL_SERVER_ERROR)
                                    .createErrorPage(Status.INTERNAL_SERVER_ERROR);
                },
                "page for a locked account");
    }
}
