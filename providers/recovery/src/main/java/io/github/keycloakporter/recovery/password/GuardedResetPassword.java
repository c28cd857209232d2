package io.github.keycloakporter.recovery.password;

import io.github.keycloakporter.recovery.ResetFlow;
import io.github.keycloakporter.recovery.ResetNotes;
import io.github.keycloakporter.recovery.SecondFactors;
import io.github.keycloakporter.recovery.Support;
import io.github.keycloakporter.recovery.request.UniformResetEmail;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.resetcred.ResetPassword;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's step that lets a new password be set, behind one more question: was the second factor shown?
 *
 * <p>The shipped flow asks for it before this step, and nobody gets round the question. Keycloak's own flow, or a copy of it, does
 * not ask: it works as it does without Porter, and the log says so.
 */
public final class GuardedResetPassword extends ResetPassword {

    private static final Logger LOGGER = Logger.getLogger(GuardedResetPassword.class);
    private static final RealmWarnings WARNINGS = new RealmWarnings(LOGGER::warn);

    /** Not Keycloak's: its events have no word for it. */
    private static final String SECOND_FACTOR_MISSING = "second_factor_missing";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        ResetFlow flow = ResetFlow.of(context);
        ResetConfig config = ResetConfig.from(
                context.getAuthenticatorConfig(), flow.asksForSecondFactorBefore(context.getExecution()));
        boolean shown = SecondFactors.isShown(authSession);
        if (!shown && !SecondFactors.of(context.getUser()).isEmpty()) {
            switch (config.secondFactor()) {
                case REQUIRED -> {
                    refuse(context);
                    return;
                }
                case FLOW -> warn(context, flow);
                case STOCK -> {
                    // chosen by an administrator
                }
            }
        }
        if (UniformResetEmail.cameByLink(context)) {
            proveAddress(context);
            new ResetNotes(authSession).allow(config.logsInAgain(shown));
        }
        super.authenticate(context);
    }

    private static void warn(AuthenticationFlowContext context, ResetFlow flow) {
        WARNINGS.warnOf(
                context.getRealm(),
                "flow '" + flow.name() + "'",
                "does not ask for the second factor of accounts that have one: as in Keycloak, the mailed link is enough for a"
                        + " new password. To ask, add a sub-flow with 'OTP Form' and the like before 'Reset Password'"
                        + " (docs/reset.md), or use the flow 'porter reset credentials' of the shipped realm. To keep it and"
                        + " silence this, set 'Second factor' of the step 'Reset Password' to stock.");
    }

    private static void refuse(AuthenticationFlowContext context) {
        context.getEvent().clone().user(context.getUser()).error(SECOND_FACTOR_MISSING);
        LoginFormsProvider form = context.form();
        context.forceChallenge(
                form.setError("porterResetSecondFactorMissing", Support.sentence(form, context.getRealm()))
                        .createErrorPage(Response.Status.FORBIDDEN));
    }

    /**
     * Whoever opened the link holds the mailbox. What somebody else may have set before that was proven is removed
     * (pre-hijacking, CWE-287). The page of the link did that already, after it asked; a mail that Porter did not write has no
     * such page.
     */
    private static void proveAddress(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        AccountTrustProvider trust = context.getSession().getProvider(AccountTrustProvider.class);
        trust.remove(context.getRealm(), user, trust.untrusted(context.getRealm(), user));
        trust.noteProof(context.getRealm(), user);
        if (user.isEmailVerified()) {
            return;
        }
        user.setEmailVerified(true);
        user.removeRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        context.getEvent()
                .clone()
                .event(EventType.VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail())
                .success();
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ResetConfig.metadata();
    }
}
