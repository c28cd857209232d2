package io.github.keycloakporter.recovery.password;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Sends the browser back to the log-in page, on the way to the same app. */
final class LogInPage {

    private final RequiredActionContext context;
    private final AuthenticationSessionModel authSession;

    LogInPage(RequiredActionContext context) {
        this.context = context;
        this.authSession = context.getAuthenticationSession();
    }

    /** After a reset: the mailbox may set a password, and the password, not the mailbox, logs in. */
    void askForNewPassword() {
        UserModel user = context.getUser();
        user.removeRequiredAction(context.getAction());
        EventBuilder event = context.getEvent().clone();
        event.success();
        String name = user.getUsername();
        startOver();
        authSession.setClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM, name);
        say("porterResetLogIn");
    }

    void startOver() {
        AuthenticationProcessor.resetFlow(authSession, LoginActionsService.AUTHENTICATE_PATH);
        URI page = new AuthenticationFlowURLHelper(context.getSession(), context.getRealm(), context.getUriInfo())
                .getLastExecutionUrl(authSession);
        context.challenge(Response.seeOther(page).build());
    }

    private void say(String messageKey) {
        new AuthenticationProcessor()
                .setAuthenticationSession(authSession)
                .setForwardedSuccessMessage(new FormMessage(messageKey));
    }
}
