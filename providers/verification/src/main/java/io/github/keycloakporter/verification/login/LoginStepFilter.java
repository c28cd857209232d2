package io.github.keycloakporter.verification.login;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.Action;

/**
 * Accepts login actions only at the step the session is at.
 *
 * <p>A session at another step gets Keycloak's page for an expired page, which links to the step the session is at. The page
 * is the same with and without a user in the session, so it does not reveal whether an account exists. A session at its last
 * step whose user has come to owe something since the page was shown is redirected to what is owed, and returns afterwards.
 */
@Provider
public class LoginStepFilter implements ContainerRequestFilter {

    /** The last step of a login. */
    private static final Predicate<AuthenticationSessionModel> AT_CONSENT = authSession -> Action.OAUTH_GRANT
            .name()
            .equals(authSession.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION));

    /** The actions that follow authentication, and the step that a session has to be at for each. */
    private static final Map<String, Predicate<AuthenticationSessionModel>> STEPS = Map.of(
            LoginActionsService.REQUIRED_ACTION,
            authSession -> Action.REQUIRED_ACTIONS.name().equals(authSession.getAction()),
            "consent",
            AT_CONSENT);

    @Inject
    KeycloakSession session;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        step(request)
                .flatMap(step -> authSession(request.getUriInfo().getQueryParameters())
                        .flatMap(authSession ->
                                step.test(authSession) ? owed(authSession) : Optional.of(expired(authSession))))
                .ifPresent(request::abortWith);
    }

    /** By the resource that Keycloak matched, because there are several ways to write one path. */
    private Optional<Predicate<AuthenticationSessionModel>> step(ContainerRequestContext request) {
        if (resource.getResourceClass() != LoginActionsService.class || !HttpMethod.POST.equals(request.getMethod())) {
            return Optional.empty();
        }
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(Path.class))
                .map(Path::value)
                .map(STEPS::get);
    }

    private Optional<AuthenticationSessionModel> authSession(MultivaluedMap<String, String> query) {
        RealmModel realm = session.getContext().getRealm();
        String clientId = query.getFirst(Constants.CLIENT_ID);
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        return client == null
                ? Optional.empty()
                : Optional.ofNullable(new AuthenticationSessionManager(session)
                        .getCurrentAuthenticationSession(realm, client, query.getFirst(Constants.TAB_ID)));
    }

    /** At the last step nothing else may be owed; at the steps before it Keycloak looks for itself. */
    private Optional<Response> owed(AuthenticationSessionModel authSession) {
        RealmModel realm = session.getContext().getRealm();
        return Optional.ofNullable(authSession.getAuthenticatedUser())
                .filter(user -> AT_CONSENT.test(authSession))
                .flatMap(user -> OwedStep.of(session, realm, user, authSession))
                .map(step -> AuthenticationManager.redirectToRequiredActions(
                        session, realm, authSession, session.getContext().getUri(), step.action()));
    }

    private Response expired(AuthenticationSessionModel authSession) {
        KeycloakContext context = session.getContext();
        context.setClient(authSession.getClient());
        context.setAuthenticationSession(authSession);
        return new AuthenticationFlowURLHelper(session, context.getRealm(), context.getUri())
                .showPageExpired(authSession);
    }
}
