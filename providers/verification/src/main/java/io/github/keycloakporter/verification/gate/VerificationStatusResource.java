package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.verification.Proof;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * {@code GET /realms/{realm}/verification/status}: what the waiting page polls, so that the tab goes on by itself.
 *
 * <p>Answers only the browser of an authentication session that has come to the gate, about the user of that session, and 404
 * everybody else. A session that merely has a user is not enough: a typed user name sets one, before any login.
 */
public final class VerificationStatusResource {

    private final KeycloakSession session;

    VerificationStatusResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public Response status(
            @QueryParam(Constants.CLIENT_ID) String clientId, @QueryParam(Constants.TAB_ID) String tabId) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        AuthenticationSessionModel authSession = client == null || tabId == null
                ? null
                : new AuthenticationSessionManager(session).getCurrentAuthenticationSession(realm, client, tabId);
        Optional<Decoy> decoy = Optional.ofNullable(authSession).flatMap(Decoy::of);
        if (decoy.isPresent()) {
            return answer(Response.Status.OK, status(decoy.get()));
        }
        if (authSession == null || !WaitingSession.hasArrived(authSession)) {
            return answer(Response.Status.NOT_FOUND, Map.of("error", "no authentication session at this step"));
        }
        return answer(Response.Status.OK, status(authSession, authSession.getAuthenticatedUser()));
    }

    /** {@code verified}, and what became of the mail for as long as somebody waits for it. */
    private Map<String, Object> status(AuthenticationSessionModel authSession, UserModel user) {
        boolean verified = Proof.holds(session, user);
        Map<String, Object> status = new HashMap<>(Map.of("verified", verified));
        if (!verified) {
            new WaitingSession(session, authSession, user)
                    .mailFate()
                    .ifPresent(fate -> status.put("mail", fate.toMap()));
        }
        return status;
    }

    private Map<String, Object> status(Decoy decoy) {
        Map<String, Object> status = new HashMap<>(Map.of("verified", false));
        DecoyDeliveryView.of(session, session.getContext().getRealm(), decoy)
                .ifPresent(fate -> status.put("mail", fate.toMap()));
        return status;
    }

    private static Response answer(Response.Status status, Map<String, ?> body) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, noStore)
                .entity(body)
                .build();
    }
}
