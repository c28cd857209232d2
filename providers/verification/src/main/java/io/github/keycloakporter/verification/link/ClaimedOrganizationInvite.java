package io.github.keycloakporter.verification.link;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionTokenHandler;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Stock's handler of organization invites, without the second confirmation page. */
public final class ClaimedOrganizationInvite extends InviteOrgActionTokenHandler {

    @Override
    public String getAuthenticationSessionIdFromToken(
            InviteOrgActionToken token,
            ActionTokenContext<InviteOrgActionToken> context,
            AuthenticationSessionModel current) {
        ClaimDemand.check(context, token);
        return super.getAuthenticationSessionIdFromToken(token, context, current);
    }

    /** On the way to a registration, which takes the token without the steps of {@link #handleToken}. */
    @Override
    public Response preHandleToken(InviteOrgActionToken token, ActionTokenContext<InviteOrgActionToken> context) {
        ClaimDemand.check(context, token);
        return super.preHandleToken(token, context);
    }

    @Override
    public Response handleToken(InviteOrgActionToken token, ActionTokenContext<InviteOrgActionToken> context) {
        if (ActionTokenExecution.isClaimed(context.getSession())) {
            context.setAuthenticationSession(context.getAuthenticationSession(), false);
        }
        return super.handleToken(token, context);
    }
}
