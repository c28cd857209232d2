package io.github.keycloakporter.notifications.undo;

import io.github.keycloakporter.notifications.notice.NotMeToken;
import jakarta.ws.rs.core.Response;
import org.keycloak.TokenVerifier.Predicate;
import org.keycloak.authentication.actiontoken.AbstractActionTokenHandler;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The same for a change of address, and the account goes back to the old one. */
public final class TakeBackHandler extends AbstractActionTokenHandler<NotMeToken> {

    public TakeBackHandler() {
        super(
                NotMeToken.TAKE_BACK,
                NotMeToken.class,
                NotMeResponse.OUTDATED,
                EventType.EXECUTE_ACTION_TOKEN,
                Errors.NOT_ALLOWED);
    }

    @Override
    public String getAuthenticationSessionIdFromToken(
            NotMeToken token, ActionTokenContext<NotMeToken> context, AuthenticationSessionModel current) {
        NotMeResponse.demandClaim(context);
        return super.getAuthenticationSessionIdFromToken(token, context, current);
    }

    @Override
    public Predicate<? super NotMeToken>[] getVerifiers(ActionTokenContext<NotMeToken> context) {
        return NotMeResponse.verifiers(context);
    }

    @Override
    public Response handleToken(NotMeToken token, ActionTokenContext<NotMeToken> context) {
        return new NotMeResponse(context, token).settle();
    }
}
