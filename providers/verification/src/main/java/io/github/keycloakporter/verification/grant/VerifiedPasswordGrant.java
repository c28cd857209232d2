package io.github.keycloakporter.verification.grant;

import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.RedactedEvent;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Stock's password step of the direct grant, which then says plainly that the address is not verified.
 *
 * <p>It speaks only after the password was right, so it tells nothing about an account to anybody else; and it answers by
 * a challenge, because a failure would count as a wrong password towards the brute-force lock.
 */
public final class VerifiedPasswordGrant extends ValidatePassword {

    static final String NOT_VERIFIED = "Email address is not verified";

    private static final String EVENT_ERROR = "email_not_verified";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        super.authenticate(context);
        if (context.getStatus() == FlowStatus.SUCCESS && isGated(context.getSession(), context.getUser())) {
            RedactedEvent.withoutAddress(context.getEvent())
                    .user(context.getUser())
                    .detail(Details.REASON, NOT_VERIFIED)
                    .error(EVENT_ERROR);
            context.forceChallenge(errorResponse(
                    Response.Status.BAD_REQUEST.getStatusCode(), OAuthErrorException.INVALID_GRANT, NOT_VERIFIED));
        }
    }

    private static boolean isGated(KeycloakSession session, UserModel user) {
        boolean asked = user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.VERIFY_EMAIL.name()::equals);
        return Proof.isOwed(session, user) || (asked && !Proof.holds(session, user));
    }
}
