package io.github.keycloakporter.verification.link;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionTokenHandler;

/** Stock's handler of organization invites, without the second confirmation page. */
public final class ClaimedOrganizationInvite extends InviteOrgActionTokenHandler {

    @Override
    public Response handleToken(InviteOrgActionToken token, ActionTokenContext<InviteOrgActionToken> context) {
        if (ActionTokenExecution.isClaimed(context.getSession())) {
            context.setAuthenticationSession(context.getAuthenticationSession(), false);
        }
        return super.handleToken(token, context);
    }
}
