package io.github.keycloakporter.verification.login;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
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

    private static final String LOGIN_ACTIONS = "login-actions";

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

    /** @param realm the name of the realm */
    private record LoginAction(String realm, Predicate<AuthenticationSessionModel> step) {}

    @Override
    public void filter(ContainerRequestContext request) {
        loginAction(request).flatMap(action -> refusal(request, action)).ifPresent(request::abortWith);
    }

    private static Optional<LoginAction> loginAction(ContainerRequestContext request) {
        if (!HttpMethod.POST.equals(request.getMethod())) {
            return Optional.empty();
        }
        // decoded, and without matrix parameters: there are several ways to write one path
        List<String> path = request.getUriInfo().getPathSegments().stream()
                .map(PathSegment::getPath)
                .filter(segment -> !segment.isEmpty())
                .toList();
        int last = path.size() - 1;
        return last >= 2 && path.get(last - 1).equals(LOGIN_ACTIONS) && STEPS.containsKey(path.get(last))
                ? Optional.of(new LoginAction(path.get(last - 2), STEPS.get(path.get(last))))
                : Optional.empty();
    }

    /** In a Keycloak session of its own, because the request's own transaction has not begun yet. */
    private Optional<Response> refusal(ContainerRequestContext request, LoginAction action) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                session.getContext(),
                own -> {
                    RealmModel realm = own.realms().getRealmByName(action.realm());
                    if (realm == null) {
                        return Optional.empty();
                    }
                    own.getContext().setRealm(realm);
                    return authSession(own, realm, request.getUriInfo().getQueryParameters())
                            .flatMap(authSession -> action.step().test(authSession)
                                    ? owed(own, realm, authSession)
                                    : Optional.of(expired(own, realm, authSession)));
                },
                "step of a login action");
    }

    private static Optional<AuthenticationSessionModel> authSession(
            KeycloakSession session, RealmModel realm, MultivaluedMap<String, String> query) {
        String clientId = query.getFirst(Constants.CLIENT_ID);
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        return client == null
                ? Optional.empty()
                : Optional.ofNullable(new AuthenticationSessionManager(session)
                        .getCurrentAuthenticationSession(realm, client, query.getFirst(Constants.TAB_ID)));
    }

    /** At the last step nothing else may be owed; at the steps before it Keycloak looks for itself. */
    private static Optional<Response> owed(
            KeycloakSession session, RealmModel realm, AuthenticationSessionModel authSession) {
        return Optional.ofNullable(authSession.getAuthenticatedUser())
                .filter(user -> AT_CONSENT.test(authSession))
                .flatMap(user -> OwedStep.of(session, realm, user, authSession))
                .map(step -> AuthenticationManager.redirectToRequiredActions(
                        session, realm, authSession, session.getContext().getUri(), step.action()));
    }

    private static Response expired(KeycloakSession session, RealmModel realm, AuthenticationSessionModel authSession) {
        session.getContext().setClient(authSession.getClient());
        session.getContext().setAuthenticationSession(authSession);
        return new AuthenticationFlowURLHelper(
                        session, realm, session.getContext().getUri())
                .showPageExpired(authSession);
    }
}
