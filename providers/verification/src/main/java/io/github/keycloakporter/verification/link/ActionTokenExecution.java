package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.link.ClaimedLink;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Hands a claimed link to Keycloak's own action-token endpoint, inside the server: the token never travels. */
final class ActionTokenExecution {

    private final KeycloakSession session;

    ActionTokenExecution(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whether this request claimed a link. A person has then confirmed already, so the handlers skip the confirmation
     * page that stock shows to a browser it does not know, whose link would carry the action token.
     */
    static boolean isClaimed(KeycloakSession session) {
        return ClaimedLink.of(session).isPresent();
    }

    /** The session that asked for the mail, where the browser of this request is the very one: it holds its cookie. */
    Optional<AuthenticationSessionModel> askingSession(ActionTokenTarget target) {
        return target.askedFrom().flatMap(asked -> {
            RealmModel realm = session.getContext().getRealm();
            ClientModel client = realm.getClientById(asked.getClientUUID());
            return Optional.ofNullable(client)
                    .map(each -> new AuthenticationSessionManager(session)
                            .getCurrentAuthenticationSession(realm, each, asked.getTabId()))
                    .filter(current -> current.getParentSession().getId().equals(asked.getRootSessionId()));
        });
    }

    /** Somebody else than the link's user who is logged in here. */
    Optional<UserModel> otherUserHere(String userId) {
        AuthResult here = AuthenticationManager.authenticateIdentityCookie(
                session, session.getContext().getRealm(), true);
        return Optional.ofNullable(here)
                .map(AuthResult::user)
                .filter(user -> !user.getId().equals(userId))
                .filter(user -> isUser(userId));
    }

    /** An invitation of somebody without an account carries the invitation's name instead. */
    private boolean isUser(String userId) {
        return session.users().getUserById(session.getContext().getRealm(), userId) != null;
    }

    /** Runs the token of the link that this request claimed. */
    Response run(ActionTokenTarget target) {
        EventBuilder event = new EventBuilder(
                session.getContext().getRealm(), session, session.getContext().getConnection());
        return new LoginActionsService(session, event)
                .executeActionToken(
                        null,
                        signed(target),
                        target.query().get(Constants.EXECUTION),
                        target.clientId().orElse(null),
                        target.clientData(),
                        target.tabId());
    }

    /**
     * Signs the token for this one request, under the type of {@link ClaimedTokenHandler}, which has a handler only in a request
     * with a claimed link. The nonce is a new one, because the token that Keycloak made counts as used.
     */
    private String signed(ActionTokenTarget target) {
        JsonWebToken token = target.link().token();
        token.getOtherClaims()
                .computeIfPresent(
                        DefaultActionTokenKey.JSON_FIELD_ACTION_VERIFICATION_NONCE,
                        (nonce, used) -> UUID.randomUUID().toString());
        return session.tokens().encode(token.type(ClaimedTokenHandlerFactory.PROVIDER_ID));
    }
}
