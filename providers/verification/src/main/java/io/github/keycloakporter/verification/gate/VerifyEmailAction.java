package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.RedactedEvent;
import io.github.keycloakporter.verification.RequiredActions;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.protocol.AuthorizationEndpointBase;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's required action VERIFY_EMAIL, as a gate: nobody passes before the address is proven to this browser.
 *
 * <p>Replaces {@code org.keycloak.authentication.requiredactions.VerifyEmail} under the same id. It adds the code, the
 * corrected address and limits that survive a new log-in; it closes the hole that a user without an address passes.
 */
final class VerifyEmailAction implements RequiredActionProvider, StatelessProvider {

    private static final Logger LOGGER = Logger.getLogger(VerifyEmailAction.class);

    /** The form's field that says which button was pressed; stock's own template sends none and means resend. */
    private static final String BUTTON = "porter_action";

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        UserModel user = context.getUser();
        RequiredActions.noteEvaluated(user, context.getAuthenticationSession());
        WaitingSession waiting = new WaitingSession(context);
        if (waiting.isOvertaken()) {
            // before the next action, which may not be the gate
            goOnOvertaken(context, waiting);
        }
        if (!Proof.isOwed(context.getSession(), user, context.getAuthenticationSession())) {
            return;
        }
        waiting.noteArrival();
        // UPDATE_EMAIL asks for an address and proves it, so it goes first where the realm runs it
        String updateEmail = RequiredAction.UPDATE_EMAIL.name();
        if (user.getRequiredActionsStream().noneMatch(updateEmail::equals)
                || !RequiredActions.isRun(context.getSession(), context.getRealm(), updateEmail)) {
            user.addRequiredAction(RequiredAction.VERIFY_EMAIL);
            // now, because another action may come first, and the proof be given elsewhere meanwhile
            waiting.arrive();
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<Decoy> decoy = Decoy.of(context.getAuthenticationSession());
        if (decoy.isPresent()) {
            context.challenge(arrival(context, new DecoyPendingVerification(context, decoy.get())));
            return;
        }
        WaitingSession waiting = new WaitingSession(context);
        if (Proof.holds(context.getSession(), context.getUser())) {
            goOn(context, waiting);
            return;
        }
        waiting.arrive();
        context.challenge(arrival(context, new AccountPendingVerification(context, waiting)));
    }

    private static Response arrival(RequiredActionContext context, PendingVerification pending) {
        Gate gate = new Gate(context, pending);
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        authSession.setClientNote(AuthorizationEndpointBase.APP_INITIATED_FLOW, null);
        // an app's wish for this action is a mere link: opening it must not send mail, the page's button does
        boolean appInitiated =
                RequiredAction.VERIFY_EMAIL.name().equals(authSession.getClientNote(Constants.KC_ACTION));
        return pending.hasMailed() || appInitiated || pending.address().isEmpty()
                ? gate.page().render()
                : gate.firstMail();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<Decoy> decoy = Decoy.of(context.getAuthenticationSession());
        if (decoy.isPresent()) {
            Gate gate = new Gate(context, new DecoyPendingVerification(context, decoy.get()));
            press(
                    context,
                    gate,
                    typed -> refuseCode(context, gate, gate.claim(typed).orElseThrow()));
            return;
        }
        WaitingSession waiting = new WaitingSession(context);
        if (Proof.holds(context.getSession(), context.getUser())) {
            goOn(context, waiting);
            return;
        }
        Gate gate = new Gate(context, new AccountPendingVerification(context, waiting));
        press(context, gate, typed -> enterCode(context, waiting, gate, typed));
    }

    private static void press(RequiredActionContext context, Gate gate, Consumer<String> code) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String button = form.getFirst(BUTTON);
        if ("code".equals(button)) {
            code.accept(form.getFirst(CodeEntry.FIELD));
        } else if ("change".equals(button)) {
            context.challenge(gate.change(form.getFirst(AddressChange.FIELD)));
        } else {
            context.challenge(gate.resend());
        }
    }

    private static void enterCode(RequiredActionContext context, WaitingSession waiting, Gate gate, String typed) {
        Optional<InputRejection> refusal = gate.claim(typed);
        if (refusal.isPresent()) {
            refuseCode(context, gate, refusal.get());
            return;
        }
        UserModel user = context.getUser();
        waiting.prove();
        context.getEvent()
                .clone()
                .event(EventType.VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail())
                .success();
        context.success();
    }

    private static void refuseCode(RequiredActionContext context, Gate gate, InputRejection refusal) {
        RedactedEvent.withoutAddress(
                        context.getEvent().clone().event(EventType.VERIFY_EMAIL).user(context.getUser()))
                .detail(Details.REASON, refusal.message().getMessage())
                .error(Errors.INVALID_CODE);
        context.challenge(gate.page().refused(refusal).render());
    }

    /** The address is proven: on to the app, or back to the log-in page, see {@link WaitingSession#mayGoOn}. */
    private static void goOn(RequiredActionContext context, WaitingSession waiting) {
        if (waiting.mayGoOn()) {
            waiting.leave();
            context.success();
        } else {
            context.challenge(logInAgain(context));
        }
    }

    private static void goOnOvertaken(RequiredActionContext context, WaitingSession waiting) {
        if (!waiting.mayGoOn()) {
            // with a typed entity: Keycloak makes an error page of an exception without one
            throw new WebApplicationException(Response.fromResponse(logInAgain(context))
                    .type(MediaType.TEXT_HTML_TYPE)
                    .entity("")
                    .build());
        }
        waiting.leave();
    }

    private static Response logInAgain(RequiredActionContext context) {
        LOGGER.debugf(
                "Address of user %s was proven elsewhere, this session has to log in",
                context.getUser().getId());
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        // the log-in page, also for a session that began at the registration form
        authSession.setClientNote(AuthorizationEndpointBase.APP_INITIATED_FLOW, null);
        return Response.seeOther(Urls.realmLoginRestartPage(
                        context.getUriInfo().getBaseUri(),
                        context.getRealm().getName(),
                        authSession.getClient().getClientId(),
                        authSession.getTabId(),
                        AuthenticationProcessor.getClientData(context.getSession(), authSession),
                        false))
                .build();
    }
}
