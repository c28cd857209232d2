package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.recovery.ResetFlow;
import io.github.keycloakporter.recovery.ResetNotes;
import io.github.keycloakporter.spi.limit.Decision;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialChooseUser;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialEmail;
import org.keycloak.events.Errors;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Stock's form for a forgotten password, which looks nobody up: whatever is typed is counted, handed to the {@link ResetQueue}
 * and answered with the same page (OWASP Forgot Password Cheat Sheet; ASVS 5.0, 6.3.8).
 *
 * <p>No answer is a failure of the flow, because failures count towards the brute-force lock of the account typed.
 */
final class UniformChooseUser extends ResetCredentialChooseUser {

    /** As wide as Keycloak's columns for user names and addresses: nobody is called longer. */
    private static final int LONGEST_NAME = 255;

    private static final int SECONDS_PER_MINUTE = 60;

    private final ResetWorkers workers;

    UniformChooseUser(ResetWorkers workers) {
        this.workers = workers;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        String proven = authSession.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID);
        if (proven != null && isExpected(context, proven)) {
            new ResetNotes(authSession).begin();
            context.setUser(context.getSession().users().getUserById(context.getRealm(), proven));
            context.success();
        } else {
            super.authenticate(context);
        }
    }

    /** During a first log-in through an identity provider, stock asks for the name again although the link came back. */
    private static boolean isExpected(AuthenticationFlowContext context, String proven) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        if (authSession.getAuthNote(AbstractIdpAuthenticator.EXISTING_USER_INFO) == null) {
            return true;
        }
        UserModel existing =
                AbstractIdpAuthenticator.getExistingUser(context.getSession(), context.getRealm(), authSession);
        return existing.getId().equals(proven);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst("username");
        if (typed == null || typed.isBlank()) {
            askForName(context);
        } else {
            mailStep(context).ifPresentOrElse(mail -> answer(context, typed.trim(), mail), () -> super.action(context));
        }
    }

    private static void askForName(AuthenticationFlowContext context) {
        context.getEvent().error(Errors.USERNAME_MISSING);
        context.forceChallenge(context.form()
                .addError(new FormMessage(Validation.FIELD_USERNAME, Messages.MISSING_USERNAME))
                .createPasswordReset());
    }

    /** Another step in between may need the user, so such a flow gets stock's answer. */
    private static Optional<AuthenticationExecutionModel> mailStep(AuthenticationFlowContext context) {
        AuthenticationExecutionModel self = context.getExecution();
        return context.getRealm()
                .getAuthenticationExecutionsStream(self.getParentFlow())
                .filter(AuthenticationExecutionModel::isEnabled)
                .dropWhile(step -> !step.getId().equals(self.getId()))
                .skip(1)
                .findFirst()
                .filter(next -> ResetCredentialEmail.PROVIDER_ID.equals(next.getAuthenticator()));
    }

    private void answer(AuthenticationFlowContext context, String name, AuthenticationExecutionModel mailStep) {
        context.getAuthenticationSession().setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, name);
        // set where somebody comes from an identity provider; who it is shall be known by the mail's link only
        context.clearUser();
        Decision decision =
                ResetLimits.of(context.getSession(), context.getRealm()).take();
        if (!decision.allowed()) {
            context.getEvent().clone().error(Errors.SLOW_DOWN);
            context.forceChallenge(tooMany(context, decision));
            return;
        }
        // made for everybody, because making it takes time
        ResetRequest request = ResetRequest.of(
                context,
                name,
                MailConfig.from(config(context, mailStep), ResetFlow.of(context).asksForSecondFactor()));
        if (name.length() <= LONGEST_NAME) {
            workers.submit(context.getSession(), request);
        }
        context.forkWithSuccessMessage(new FormMessage(Messages.EMAIL_SENT));
    }

    private static AuthenticatorConfigModel config(
            AuthenticationFlowContext context, AuthenticationExecutionModel step) {
        String id = step.getAuthenticatorConfig();
        return id == null ? null : context.getRealm().getAuthenticatorConfigById(id);
    }

    private static Response tooMany(AuthenticationFlowContext context, Decision decision) {
        long seconds = decision.retryAfterSeconds();
        long minutes = (seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
        return context.form()
                .setAttribute("waitSeconds", seconds)
                .setError("porterResetLimited", minutes)
                .setStatus(Response.Status.TOO_MANY_REQUESTS)
                .setResponseHeader("Retry-After", Long.toString(seconds))
                .createPasswordReset();
    }
}
