package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.verification.PresetPassword;
import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.QuietEvent;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.protocol.AuthorizationEndpointBase;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's required action VERIFY_EMAIL, as a gate: nobody passes before the address is proven to this browser.
 *
 * <p>Replaces {@code org.keycloak.authentication.requiredactions.VerifyEmail} under the same id. It adds the code, the
 * corrected address and limits that survive a new log-in; it closes the hole that a user without an address passes.
 */
final class VerifyEmailAction implements RequiredActionProvider {

    private static final Logger LOGGER = Logger.getLogger(VerifyEmailAction.class);

    /** The address that this authentication session has sent a mail to: a mere refresh sends no second one. */
    private static final String MAILED_TO = Constants.VERIFY_EMAIL_KEY;

    /** What the account looked like when this session came to the gate, see {@link AccountState}. */
    private static final String STATE_AT_THE_GATE = "porter.state-at-the-gate";

    /** The form's field that says which button was pressed; stock's own template sends none and means resend. */
    private static final String BUTTON = "porter_action";

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        UserModel user = context.getUser();
        if (!Proof.isOwed(context.getRealm(), user) || Proof.wasGivenIn(context.getAuthenticationSession(), user)) {
            return;
        }
        // UPDATE_EMAIL asks for an address and proves it: it goes first, as in stock
        if (user.getRequiredActionsStream().noneMatch(RequiredAction.UPDATE_EMAIL.name()::equals)) {
            user.addRequiredAction(RequiredAction.VERIFY_EMAIL);
            // now, because another action may come first, and the proof be given elsewhere meanwhile
            remember(context);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (Proof.holds(context.getUser())) {
            goOn(context);
            return;
        }
        remember(context);
        Gate gate = new Gate(context);
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        authSession.setClientNote(AuthorizationEndpointBase.APP_INITIATED_FLOW, null);
        boolean mailed = Objects.equals(
                authSession.getAuthNote(MAILED_TO), context.getUser().getEmail());
        boolean appInitiated =
                RequiredAction.VERIFY_EMAIL.name().equals(authSession.getClientNote(Constants.KC_ACTION));
        if (mailed || appInitiated || !Proof.hasAddress(context.getUser())) {
            context.challenge(gate.page().render());
        } else {
            context.challenge(gate.firstMail());
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (Proof.holds(context.getUser())) {
            goOn(context);
            return;
        }
        Gate gate = new Gate(context);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String button = form.getFirst(BUTTON);
        if ("code".equals(button)) {
            enterCode(context, gate, form.getFirst("code"));
        } else if ("change".equals(button)) {
            context.challenge(gate.change(form.getFirst(AddressChange.FIELD)));
        } else {
            context.challenge(
                    Proof.hasAddress(context.getUser())
                            ? gate.resend()
                            : gate.page().render());
        }
    }

    private void enterCode(RequiredActionContext context, Gate gate, String typed) {
        UserModel user = context.getUser();
        EventBuilder event = context.getEvent()
                .clone()
                .event(EventType.VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail());
        CodeEntry.Answer answer = gate.claim(typed);
        if (answer.accepted()) {
            PresetPassword.trust(user);
            Proof.give(user, context.getAuthenticationSession());
            event.success();
            context.success();
        } else {
            QuietEvent.withoutAddress(event)
                    .detail(Details.REASON, answer.error())
                    .error(Errors.INVALID_CODE);
            context.challenge(gate.page()
                    .fieldError("code", answer.error(), answer.waitMinutes())
                    .render());
        }
    }

    /**
     * Notes, once a session, what a later proof elsewhere has to be held against, and makes this very session pass the gate:
     * the proof takes the action away from the user, but nobody goes on here before {@link #goOn} has looked.
     */
    private static void remember(RequiredActionContext context) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        if (authSession.getAuthNote(STATE_AT_THE_GATE) != null) {
            return;
        }
        authSession.addRequiredAction(RequiredAction.VERIFY_EMAIL);
        if (isNewcomer(authSession)) {
            PresetPassword.mark(context.getUser());
        }
        rememberState(context);
    }

    private static void rememberState(RequiredActionContext context) {
        context.getAuthenticationSession().setAuthNote(STATE_AT_THE_GATE, AccountState.of(context.getUser()));
    }

    /**
     * The address is proven. Goes on if it was proven here, or if this session's own log-in still stands; a session that
     * merely registered, or whose password was changed meanwhile, has to log in afresh.
     */
    private static void goOn(RequiredActionContext context) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        UserModel user = context.getUser();
        String state = authSession.getAuthNote(STATE_AT_THE_GATE);
        boolean ownLogin = !isNewcomer(authSession) && (state == null || state.equals(AccountState.of(user)));
        if (ownLogin || Proof.wasGivenIn(authSession, user)) {
            authSession.removeAuthNote(MAILED_TO);
            context.success();
            return;
        }
        LOGGER.debugf("Address of user %s was proven elsewhere, this session has to log in", user.getId());
        context.challenge(Response.seeOther(Urls.realmLoginRestartPage(
                        context.getUriInfo().getBaseUri(),
                        context.getRealm().getName(),
                        authSession.getClient().getClientId(),
                        authSession.getTabId(),
                        AuthenticationProcessor.getClientData(context.getSession(), authSession),
                        false))
                .build());
    }

    private static boolean isNewcomer(AuthenticationSessionModel authSession) {
        return "true".equals(authSession.getAuthNote(AuthenticationManager.NEW_USER_REGISTERED));
    }

    @Override
    public void close() {
        // nothing was opened
    }

    /** One request at the gate, with its options and limits. */
    private static final class Gate {

        private final RequiredActionContext context;
        private final GateConfig config;
        private final VerificationLimits limits;

        Gate(RequiredActionContext context) {
            this.context = context;
            this.config = GateConfig.from(context.getConfig());
            this.limits = new VerificationLimits(context.getSession(), context.getRealm(), config.cooldown());
        }

        WaitingPage page() {
            return new WaitingPage(context, config, limits);
        }

        CodeEntry.Answer claim(String typed) {
            return new CodeEntry(context.getSession(), limits).claim(context.getRealm(), context.getUser(), typed);
        }

        /** Too early means that an earlier log-in has just sent one: its code is as good here. */
        Response firstMail() {
            return switch (send()) {
                case SENT, TOO_EARLY -> page().render();
                case FAILED -> notSent();
            };
        }

        Response resend() {
            return switch (send()) {
                case SENT -> page().done("porterMailSentAgain").render();
                case TOO_EARLY ->
                    page().tooEarly(limits.nextMail(context.getUser()).retryAfterSeconds())
                            .render();
                case FAILED -> notSent();
            };
        }

        Response change(String typed) {
            if (!config.changeAddress() && Proof.hasAddress(context.getUser())) {
                return page().error(Response.Status.FORBIDDEN, "porterChangeNotAllowed")
                        .render();
            }
            return new AddressChange(context, limits)
                    .to(typed)
                    .map(errors -> page().addressErrors(typed, errors).render())
                    .orElseGet(() -> {
                        rememberState(context);
                        return firstMail();
                    });
        }

        private VerificationMail.Outcome send() {
            VerificationMail.Outcome outcome = new VerificationMail(context, limits).send();
            if (outcome != VerificationMail.Outcome.FAILED) {
                context.getAuthenticationSession()
                        .setAuthNote(MAILED_TO, context.getUser().getEmail());
            }
            return outcome;
        }

        private Response notSent() {
            return page().error(Response.Status.SERVICE_UNAVAILABLE, Messages.EMAIL_SENT_ERROR)
                    .render();
        }
    }
}
