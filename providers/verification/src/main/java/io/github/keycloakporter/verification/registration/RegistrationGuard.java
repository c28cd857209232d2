package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.verification.RedactedEvent;
import io.github.keycloakporter.verification.RetryDelay;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/**
 * The last step of the registration form: lets people through and little else. It comes last because only a form that
 * passed all other steps opens an account, and so is counted.
 */
final class RegistrationGuard implements FormAction, StatelessProvider {

    private final GuardMetrics metrics;
    private final AddressRules addresses;

    RegistrationGuard(GuardMetrics metrics, AddressRules addresses) {
        this.metrics = metrics;
        this.addresses = addresses;
    }

    @Override
    public void validate(ValidationContext context) {
        SignUp signUp = SignUp.of(context.getSession());
        // of a form that any step refuses, the log repeats what the steps noted of it
        RedactedEvent.withoutPerson(context.getEvent());
        Optional<FormRejection> refusal = refusal(context, signUp, GuardConfig.of(context.getAuthenticatorConfig()));
        if (refusal.isEmpty()) {
            context.success();
        } else {
            refuse(context, signUp, refusal.get());
        }
    }

    /** The cheap and certain rules first; the permit is taken last, from a form that nothing else is wrong with. */
    private Optional<FormRejection> refusal(ValidationContext context, SignUp signUp, GuardConfig config) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (config.has(Rule.HONEYPOT) && Honeypot.isFilled(form)) {
            return Optional.of(FormRejection.alone(Rule.HONEYPOT, "porterSignUpFailed"));
        }
        if (new FormTime(context.getAuthenticationSession()).isUnder(config.minimum())) {
            return Optional.of(FormRejection.alone(Rule.MINIMUM_SECONDS, "porterSignUpAgain"));
        }
        List<FormMessage> unclean = config.has(Rule.CLEAN_NAMES) ? CleanNames.faults(form) : List.of();
        if (!unclean.isEmpty()) {
            return Optional.of(FormRejection.of(Rule.CLEAN_NAMES, unclean));
        }
        if (signUp.faulty()) {
            return Optional.empty();
        }
        return address(context, signUp, config).or(() -> limit(context, signUp, config));
    }

    /** An invitation knows its address, and somebody wants it. */
    private Optional<FormRejection> address(ValidationContext context, SignUp signUp, GuardConfig config) {
        if (signUp.invited()) {
            return Optional.empty();
        }
        // many a slip of a large provider's name is the domain of a disposable one
        Optional<FormRejection> question = config.has(Rule.TYPO_SUGGESTION) && !signUp.addressTold()
                ? new AddressQuestion(context.getAuthenticationSession()).ask(signUp)
                : Optional.empty();
        return question.or(() -> addresses.refusal(config, signUp.address()));
    }

    private static Optional<FormRejection> limit(ValidationContext context, SignUp signUp, GuardConfig config) {
        if (!config.has(Rule.LIMITS)) {
            return Optional.empty();
        }
        Decision decision = new SignUpLimits(context.getSession(), context.getRealm()).take(signUp);
        return decision.allowed() ? Optional.empty() : Optional.of(FormRejection.limited(RetryDelay.of(decision)));
    }

    private void refuse(ValidationContext context, SignUp signUp, FormRejection refusal) {
        signUp.refuse(refusal);
        metrics.refused(context.getRealm(), refusal.rule());
        context.getEvent().detail(Details.REASON, refusal.rule().tag());
        // Keycloak counts a form that comes back as a failed log-in of whoever was typed into the log-in page before
        context.getAuthenticationSession().removeAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
        if (refusal.alone()) {
            context.excludeOtherErrors();
        }
        context.error(Errors.INVALID_REGISTRATION);
        context.validationError(context.getHttpRequest().getDecodedFormParameters(), refusal.messages());
    }

    /** Also when the form comes back, for whatever reason. */
    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        SignUp signUp = SignUp.of(context.getSession());
        if (!signUp.charged().isEmpty() && !tellsOfAccounts(context, signUp)) {
            new SignUpLimits(context.getSession(), context.getRealm()).giveBack(signUp);
        }
        signUp.refusal().ifPresent(refusal -> {
            form.setStatus(refusal.status());
            refusal.retry().ifPresent(wait -> form.setResponseHeader("Retry-After", Long.toString(wait.seconds())));
        });
        if (signUp.suggestion().isPresent()) {
            // for a theme that does not show the question
            form.setInfo("porterSignUpLikely");
        }
        new FormTime(context.getAuthenticationSession()).begin();
        form.setAttribute("signUp", SignUpPage.of(signUp));
    }

    /**
     * By what the form can tell, not by what is true: the permit must not show it either. A form that tells of accounts has
     * answered a question about one when it comes back, whatever the answer is.
     */
    private static boolean tellsOfAccounts(FormContext context, SignUp signUp) {
        return signUp.invited() ? signUp.addressTold() : !SafeForm.isOn(context);
    }

    @Override
    public void success(FormContext context) {
        // the account exists; the gate goes on
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // none
    }
}
