package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.verification.Proof;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.UserModel;

/** What can be done at the gate in one request. Each answer is the page to show. */
final class Gate {

    private final RequiredActionContext context;
    private final WaitingSession waiting;
    private final GateConfig config;
    private final VerificationLimits limits;

    Gate(RequiredActionContext context, WaitingSession waiting) {
        this.context = context;
        this.waiting = waiting;
        this.config = GateConfig.from(context.getConfig());
        this.limits = new VerificationLimits(context.getSession(), context.getRealm(), config.cooldown());
    }

    WaitingPage page() {
        return new WaitingPage(context, waiting, config, limits);
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
            case SENT -> page().done("porterMailSent").render();
            case TOO_EARLY -> tooEarly();
            case FAILED -> notSent();
        };
    }

    Response change(String typed) {
        UserModel user = context.getUser();
        if (!config.changeAddress() && Proof.hasAddress(user)) {
            return page().render();
        }
        return new AddressChange(context, limits)
                .to(typed)
                .map(error -> page().addressError(typed, error).render())
                .orElseGet(this::mailToNewAddress);
    }

    private Response mailToNewAddress() {
        waiting.noteState();
        return switch (send()) {
            case SENT -> page().done("porterEmailChanged").render();
            case TOO_EARLY -> tooEarly();
            case FAILED -> notSent();
        };
    }

    private VerificationMail.Outcome send() {
        VerificationMail.Outcome outcome = new VerificationMail(context, limits).send();
        if (outcome != VerificationMail.Outcome.FAILED) {
            waiting.noteMail();
        }
        return outcome;
    }

    private Response tooEarly() {
        return page().tooEarly(limits.nextMail(context.getUser()).retryAfterSeconds())
                .render();
    }

    private Response notSent() {
        return page().error(Response.Status.SERVICE_UNAVAILABLE, "porterMailFailed")
                .render();
    }
}
