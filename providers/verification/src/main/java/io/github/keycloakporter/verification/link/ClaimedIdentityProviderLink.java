package io.github.keycloakporter.verification.link;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionTokenHandler;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Stock's handler of identity-provider link tokens, without the second confirmation page. */
public final class ClaimedIdentityProviderLink extends IdpVerifyAccountLinkActionTokenHandler {

    @Override
    public String getAuthenticationSessionIdFromToken(
            IdpVerifyAccountLinkActionToken token,
            ActionTokenContext<IdpVerifyAccountLinkActionToken> context,
            AuthenticationSessionModel current) {
        ClaimDemand.check(context, token);
        return super.getAuthenticationSessionIdFromToken(token, context, current);
    }

    @Override
    public Response handleToken(
            IdpVerifyAccountLinkActionToken token, ActionTokenContext<IdpVerifyAccountLinkActionToken> context) {
        if (ActionTokenExecution.isClaimed(context.getSession()) && context.isAuthenticationSessionFresh()) {
            // the browser that waits for the link goes on by this, as after stock's confirmation
            token.setOriginalCompoundAuthenticationSessionId(token.getCompoundAuthenticationSessionId());
            context.setAuthenticationSession(context.getAuthenticationSession(), false);
        }
        return super.handleToken(token, context);
    }
}
