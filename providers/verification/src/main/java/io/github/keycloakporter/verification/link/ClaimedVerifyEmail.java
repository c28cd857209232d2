package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.verification.Proof;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionTokenHandler;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.RedirectUtils;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Stock's handler of {@code verify-email} tokens, when they come through a claimed link.
 *
 * <p>Differences: no second confirmation page; the session that asked for the mail stays alive, so that its waiting page
 * can go on.
 */
public final class ClaimedVerifyEmail extends VerifyEmailActionTokenHandler {

    @Override
    public String getAuthenticationSessionIdFromToken(
            VerifyEmailActionToken token,
            ActionTokenContext<VerifyEmailActionToken> context,
            AuthenticationSessionModel current) {
        ClaimDemand.check(context, token);
        return super.getAuthenticationSessionIdFromToken(token, context, current);
    }

    @Override
    public Response handleToken(VerifyEmailActionToken token, ActionTokenContext<VerifyEmailActionToken> context) {
        KeycloakSession session = context.getSession();
        if (!ActionTokenExecution.isClaimed(session)) {
            return super.handleToken(token, context);
        }
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        UserModel user = authSession.getAuthenticatedUser();
        Proof.give(session, user, authSession);
        returnTo(token.getRedirectUri(), session, authSession);

        EventBuilder event = context.getEvent();
        event.event(EventType.VERIFY_EMAIL)
                .detail(Details.EMAIL, user.getEmail())
                .success();
        String next = AuthenticationManager.nextRequiredAction(session, authSession, context.getRequest(), event);
        if (next == null && context.isAuthenticationSessionFresh()) {
            return verifiedElsewhere(session, authSession, user);
        }
        context.setEvent(event.clone().removeDetail(Details.EMAIL).event(EventType.LOGIN));
        return AuthenticationManager.redirectToRequiredActions(
                session, context.getRealm(), authSession, context.getUriInfo(), next);
    }

    /** Where an admin's mail names a page to go to afterwards. */
    private static void returnTo(String wanted, KeycloakSession session, AuthenticationSessionModel authSession) {
        String redirectUri = RedirectUtils.verifyRedirectUri(session, wanted, authSession.getClient());
        if (redirectUri != null) {
            authSession.setAuthNote(AuthenticationManager.SET_REDIRECT_URI_AFTER_REQUIRED_ACTIONS, "true");
            authSession.setRedirectUri(redirectUri);
            authSession.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, redirectUri);
        }
    }

    private static Response verifiedElsewhere(
            KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        LoginFormsProvider forms = session.getProvider(LoginFormsProvider.class).setAuthenticationSession(authSession);
        if (authSession.getAuthNote(AuthenticationManager.SET_REDIRECT_URI_AFTER_REQUIRED_ACTIONS) != null) {
            forms.setAttribute("pageRedirectUri", authSession.getRedirectUri());
        }
        Response page = forms.setAttribute(
                        "messageHeader", forms.getMessage(Messages.EMAIL_VERIFIED_HEADER, user.getEmail()))
                .setSuccess(Messages.EMAIL_VERIFIED)
                .setUser(user)
                .setDetachedAuthSession()
                .createInfoPage();
        new AuthenticationSessionManager(session)
                .removeAuthenticationSession(session.getContext().getRealm(), authSession, true);
        return page;
    }
}
