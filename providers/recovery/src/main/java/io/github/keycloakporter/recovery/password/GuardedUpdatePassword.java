package io.github.keycloakporter.recovery.password;

import io.github.keycloakporter.recovery.ResetNotes;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Stock's UPDATE_PASSWORD, which every user's way to a new password passes: reset, account console, an app's or an admin's
 * wish. Once the new one is accepted, whatever the old one opened is closed: sessions, half-finished log-ins, links.
 */
public final class GuardedUpdatePassword extends UpdatePassword {

    private static final Logger LOGGER = Logger.getLogger(GuardedUpdatePassword.class);

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        super.evaluateTriggers(context);
        new PasswordAtLogIn(context).evaluate();
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (new PasswordAtLogIn(context).isStale()) {
            new LogInPage(context).startOver();
        } else {
            tellThePage(context);
            super.requiredActionChallenge(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        PasswordAtLogIn atLogIn = new PasswordAtLogIn(context);
        if (atLogIn.isStale()) {
            new LogInPage(context).startOver();
            return;
        }
        tellThePage(context);
        super.processAction(context);
        // what an event listener undoes must not take the user's links along: Redis does not roll back
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS
                && !context.getSession().getTransactionManager().getRollbackOnly()) {
            forgetThePage(context);
            atLogIn.note();
            close(context);
        }
    }

    /** A box to tick that changes nothing would be a lie. */
    private static void tellThePage(RequiredActionContext context) {
        context.form()
                .setAttribute(
                        "endsOtherSessions",
                        UpdatePasswordConfig.in(context.getRealm()).endSessions());
    }

    /** The next page of this request, such as the one for consent, has an address of its own to send its form to. */
    private static void forgetThePage(RequiredActionContext context) {
        context.getSession().getProvider(LoginFormsProvider.class).setActionUri(null);
    }

    private static void close(RequiredActionContext context) {
        new OtherSessions(context).end(UpdatePasswordConfig.in(context.getRealm()));
        revokeLinks(context);
        ResetNotes reset = new ResetNotes(context.getAuthenticationSession());
        if (!reset.isReset()) {
            return;
        }
        // a log-in that was locked by somebody's wrong guesses is open again to whoever holds the mailbox
        AuthenticationManager.logSuccess(context.getSession(), context.getAuthenticationSession());
        if (reset.isLogInNext() && onlyThisWasToDo(context)) {
            new LogInPage(context).askForNewPassword();
        }
    }

    /** Links are bound to the password and so dead already; here they die for good and say so. */
    private static void revokeLinks(RequiredActionContext context) {
        String userId = context.getUser().getId();
        try {
            context.getSession().getProvider(ActionLinkProvider.class).revokeAll(context.getRealm(), userId);
        } catch (StoreUnavailableException e) {
            LOGGER.warnf(
                    "Links of user %s could not be removed; they are dead all the same: %s", userId, e.getMessage());
        }
    }

    /** What the flow itself wants done would be forgotten on the log-in page; what the account needs is asked there again. */
    private static boolean onlyThisWasToDo(RequiredActionContext context) {
        return context.getAuthenticationSession().getRequiredActions().stream()
                .allMatch(UserModel.RequiredAction.UPDATE_PASSWORD.name()::equals);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return UpdatePasswordConfig.metadata();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        super.validateConfig(session, realm, model);
        UpdatePasswordConfig.validate(model);
    }
}
