package io.github.keycloakporter.verification.login;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.URI;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.cookie.CookieType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.utils.MediaTypeMatcher;
import org.keycloak.utils.SecureContextResolver;

/**
 * A login that this request must not complete. Its transaction is rolled back, and {@link RefusedLoginFilter} replaces the
 * answer that Keycloak has made by then.
 *
 * @param realm the realm
 * @param authSession of the browser; null where there is none
 * @param reason for programs, in English
 */
record RefusedLogin(RealmModel realm, AuthenticationSessionModel authSession, String reason) {

    private static final String ATTRIBUTE = "porter.refused-login";

    /** Rolls back what this request did. */
    void refuse(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
        session.getTransactionManager().setRollbackOnly();
    }

    static Optional<RefusedLogin> in(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, RefusedLogin.class));
    }

    /**
     * The answer: a browser returns to the step that its session is at, where Keycloak evaluates what is still to do, or to
     * the login page if the session is over; a program gets the error of RFC 6749, 5.2.
     */
    Response answer(KeycloakSession session) {
        if (authSession == null
                || !MediaTypeMatcher.isHtmlRequest(session.getContext().getRequestHeaders())) {
            return error();
        }
        URI step = KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), session.getContext(), this::step, "step of a refused login");
        return Response.status(Response.Status.FOUND).location(step).build();
    }

    /** The header of a cookie that ends the identity the browser may have had before. */
    String noIdentity(KeycloakSession session) {
        NewCookie ended = new NewCookie.Builder(CookieType.IDENTITY.getName())
                .path(AuthenticationManager.getRealmCookiePath(
                        realm, session.getContext().getUri()))
                .maxAge(0)
                .secure(SecureContextResolver.isSecureContext(session))
                .httpOnly(true)
                .build();
        return RuntimeDelegate.getInstance()
                .createHeaderDelegate(NewCookie.class)
                .toString(ended);
    }

    private URI step(KeycloakSession own) {
        AuthenticationFlowURLHelper urls =
                new AuthenticationFlowURLHelper(own, realm, own.getContext().getUri());
        ClientModel client = authSession.getClient();
        AuthenticationSessionModel current = new AuthenticationSessionManager(own)
                .getCurrentAuthenticationSession(realm, client, authSession.getTabId());
        if (current != null) {
            return urls.getLastExecutionUrl(current);
        }
        // Keycloak removes a finished session from its cache at once, and the rollback does not bring it back
        return urls.getLastExecutionUrl(
                LoginActionsService.AUTHENTICATE_PATH,
                null,
                client.getClientId(),
                authSession.getTabId(),
                AuthenticationProcessor.getClientData(own, authSession));
    }

    private Response error() {
        OAuth2ErrorRepresentation error = new OAuth2ErrorRepresentation();
        error.setError(OAuthErrorException.INVALID_GRANT);
        error.setErrorDescription(reason);
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build();
    }
}
