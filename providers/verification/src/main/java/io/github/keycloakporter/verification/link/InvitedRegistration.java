package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.link.ClaimedLink;
import io.github.keycloakporter.spi.link.LinkState;
import io.github.keycloakporter.verification.RequestOverride;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * {@code /realms/{realm}/go/invitation}: where somebody registers who was invited to an organization and has no account.
 *
 * <p>Keycloak's own registration wants the invitation's token in the query of each request. Here it lies in the
 * authentication session instead, which only the browser that claimed the link has a cookie for, and Keycloak's
 * endpoints find it in the request they are handed inside the server. No address of the way opens anything elsewhere.
 */
public final class InvitedRegistration {

    static final String PATH = "invitation";

    private final KeycloakSession session;
    private final KeycloakContext context;
    private final InvitationNotes notes;

    InvitedRegistration(KeycloakSession session) {
        this.session = session;
        this.context = session.getContext();
        this.notes = new InvitationNotes(session);
    }

    /** Begins the registration of a claimed invitation, or says with Keycloak's words why there is none. */
    Response start(String linkToken, ActionTokenTarget target) {
        String token = session.tokens().encode(target.token());
        AuthorizationEndpoint endpoint = seeing(
                RequestOverride.withForm(context.getHttpRequest(), target.query()),
                () -> new AuthorizationEndpoint(session, event()));
        Response page = endpoint.register(token).buildPost();
        if (page.getStatus() >= Response.Status.BAD_REQUEST.getStatusCode()) {
            return page;
        }
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        notes.keep(authSession, linkToken, token);
        ClaimedLink.of(session)
                .flatMap(ClaimedLink::language)
                .ifPresent(tag -> authSession.setClientNote(LocaleSelectorProvider.CLIENT_REQUEST_LOCALE, tag));
        return toForm(authSession);
    }

    /** Leads the browser that claimed this link to its registration again; for others the link is just used. */
    Optional<Response> again(String linkToken) {
        return notes.claimed(linkToken).map(this::toForm);
    }

    @GET
    public Response open(
            @QueryParam(LoginActionsService.SESSION_CODE) String code,
            @QueryParam(Constants.EXECUTION) String execution,
            @QueryParam(Constants.CLIENT_ID) String clientId,
            @QueryParam(Constants.CLIENT_DATA) String clientData,
            @QueryParam(Constants.TAB_ID) String tabId) {
        return goOn(clientId, tabId, token -> registration(token)
                .registerPage(null, code, execution, clientId, clientData, tabId, token));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @QueryParam(LoginActionsService.SESSION_CODE) String code,
            @QueryParam(Constants.EXECUTION) String execution,
            @QueryParam(Constants.CLIENT_ID) String clientId,
            @QueryParam(Constants.CLIENT_DATA) String clientData,
            @QueryParam(Constants.TAB_ID) String tabId) {
        return goOn(clientId, tabId, token -> registration(token)
                .processRegister(null, code, execution, clientId, clientData, tabId, token));
    }

    /** The form is shown by a request of its own, so that it stands at an address that may be loaded again. */
    private Response toForm(AuthenticationSessionModel authSession) {
        URI form = new AuthenticationFlowURLHelper(session, context.getRealm(), context.getUri())
                .getLastExecutionUrl(
                        LoginActionsService.REGISTRATION_PATH,
                        null,
                        authSession.getClient().getClientId(),
                        authSession.getTabId(),
                        AuthenticationProcessor.getClientData(session, authSession));
        return Response.seeOther(new InvitationAddress(context).in(form)).build();
    }

    private Response goOn(String clientId, String tabId, Function<String, Response> step) {
        return notes.invitation(clientId, tabId)
                .map(this::claimed)
                .map(step)
                .map(new InvitationAddress(context)::in)
                .orElseGet(() -> new LinkPages(session).dead(LinkState.EXPIRED));
    }

    /** The browser of this request claimed the link of the invitation before. */
    private String claimed(String token) {
        Optional.ofNullable(session.tokens().decode(token, JsonWebToken.class))
                .ifPresent(claims -> new ClaimedLink(claims, Optional.empty()).noteIn(session));
        return token;
    }

    private LoginActionsService registration(String token) {
        return seeing(
                RequestOverride.withQuery(session, context.getHttpRequest(), Constants.TOKEN, token),
                () -> new LoginActionsService(session, event()));
    }

    /**
     * Makes an endpoint that sees this request. Endpoints take theirs when they are made; all that writes addresses into
     * pages asks the context, which has the browser's own again by then.
     */
    private <T> T seeing(HttpRequest request, Supplier<T> endpoint) {
        HttpRequest real = context.getHttpRequest();
        context.setHttpRequest(request);
        try {
            return endpoint.get();
        } finally {
            context.setHttpRequest(real);
        }
    }

    private EventBuilder event() {
        return new EventBuilder(context.getRealm(), session, context.getConnection());
    }
}
