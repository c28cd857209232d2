package io.github.keycloakporter.verification.gate;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContextResult;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.resources.SessionCodeChecks;
import org.keycloak.services.util.LocaleUtil;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Opens the gate's page for a session whose next step it is, see {@link GateFirst}.
 *
 * <p>Keycloak would first evaluate the triggers of all required actions, in the order of the realm: they need a user, and
 * what they add to an account comes before the gate (LoginActionsService.processRequireAction). This does the same checks
 * and runs the one action. The buttons of the page carry a session code, and Keycloak processes them. All these answers take
 * the same least time.
 */
@Provider
public class GateFirstFilter implements ContainerRequestFilter {

    private static final Set<String> METHODS = Set.of("requiredActionGET", "requiredActionPOST");

    @Inject
    KeycloakSession session;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceClass() != LoginActionsService.class
                || !METHODS.contains(resource.getResourceMethod().getName())) {
            return;
        }
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        if (isNext(query) && !query.containsKey(LoginActionsService.SESSION_CODE)) {
            answer(query).ifPresent(request::abortWith);
        }
    }

    private boolean isNext(MultivaluedMap<String, String> query) {
        RealmModel realm = session.getContext().getRealm();
        String clientId = query.getFirst(Constants.CLIENT_ID);
        String tabId = query.getFirst(Constants.TAB_ID);
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        AuthenticationSessionModel authSession = client == null || tabId == null
                ? null
                : new AuthenticationSessionManager(session).getCurrentAuthenticationSession(realm, client, tabId);
        if (authSession == null || !GateFirst.isNext(authSession)) {
            return false;
        }
        SteadyAnswer.begin(session, authSession);
        return true;
    }

    private Optional<Response> answer(MultivaluedMap<String, String> query) {
        RealmModel realm = session.getContext().getRealm();
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.CUSTOM_REQUIRED_ACTION);
        String execution = query.getFirst(Constants.EXECUTION);
        SessionCodeChecks checks = new SessionCodeChecks(
                realm,
                session.getContext().getUri(),
                session.getContext().getHttpRequest(),
                session.getContext().getConnection(),
                session,
                event,
                query.getFirst(LoginActionsService.AUTH_SESSION_ID),
                null,
                execution,
                query.getFirst(Constants.CLIENT_ID),
                query.getFirst(Constants.TAB_ID),
                query.getFirst(Constants.CLIENT_DATA),
                LoginActionsService.REQUIRED_ACTION);
        checks.initialVerify();
        if (!checks.verifyRequiredAction(execution)) {
            return Optional.of(checks.getResponse());
        }
        AuthenticationSessionModel authSession = checks.getAuthenticationSession();
        LocaleUtil.processLocaleParam(session, realm, authSession);
        return page(realm, authSession, event);
    }

    /** Empty where the session may pass the gate: then Keycloak continues with the next action. */
    private Optional<Response> page(RealmModel realm, AuthenticationSessionModel authSession, EventBuilder event) {
        UserModel user = authSession.getAuthenticatedUser();
        event.event(EventType.LOGIN)
                .client(authSession.getClient())
                .user(user)
                .detail(Details.CODE_ID, authSession.getParentSession().getId())
                .detail(Details.REDIRECT_URI, authSession.getRedirectUri())
                .detail(Details.AUTH_METHOD, authSession.getProtocol());
        VerifyEmailActionFactory factory = VerifyEmailActionFactory.in(session);
        RequiredActionContextResult context = new RequiredActionContextResult(
                authSession, realm, event, session, session.getContext().getHttpRequest(), user, factory);
        factory.create(session).requiredActionChallenge(context);
        if (context.getStatus() != RequiredActionContext.Status.CHALLENGE) {
            return Optional.empty();
        }
        authSession.setAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION, factory.getId());
        return Optional.of(context.getChallenge());
    }
}
