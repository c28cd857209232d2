package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.verification.gate.VerificationMail.Outcome;
import io.github.keycloakporter.verification.gate.VerificationMail.Sending;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.authentication.RequiredActionContext;

/** What can be done at the gate in one request. Each answer is the page to show. */
final class Gate {

    private final RequiredActionContext context;
    private final GateConfig config;
    private final VerificationLimits limits;
    private PendingVerification pending;

    Gate(RequiredActionContext context, PendingVerification pending) {
        this.context = context;
        this.pending = pending;
        this.config = GateConfig.in(context.getRealm());
        this.limits = new VerificationLimits(context.getSession(), context.getRealm(), config.cooldown());
    }

    WaitingPage page() {
        return new WaitingPage(context, pending, config, limits);
    }

    /** Empty when the code was right. */
    Optional<InputRejection> claim(String typed) {
        return codes().claim(pending, typed);
    }

    private CodeEntry codes() {
        return new CodeEntry(limits, context.getAuthenticationSession());
    }

    /**
     * Too early mostly means that an earlier log-in has just sent one: its code is as good here. Else none is on its way, and
     * the page says when there may be one.
     */
    Response firstMail() {
        Sending sending = send();
        return sending.outcome() == Outcome.TOO_EARLY && pending.hasMailed()
                ? page().render()
                : answer(sending, WaitingPage::render);
    }

    Response resend() {
        return pending.address().isEmpty()
                ? page().render()
                : answer(send(), page -> page.done("porterMailSent").render());
    }

    Response change(String typed) {
        if (!config.changeAddress() && !pending.address().isEmpty()) {
            return page().render();
        }
        try {
            pending = new AddressChange(context.getSession(), context.getRealm(), limits).of(pending, typed);
        } catch (AddressRefusedException e) {
            return page().addressRefused(typed, e.refusal()).render();
        }
        return answer(send(), page -> page.done("porterEmailChanged").render());
    }

    private Sending send() {
        Sending sending = pending.send();
        if (sending.outcome() == Outcome.SENT) {
            codes().begin();
        }
        return sending;
    }

    private Response answer(Sending sending, Function<WaitingPage, Response> sent) {
        return switch (sending.outcome()) {
            case SENT -> sent.apply(page());
            case TOO_EARLY -> page().tooEarly(sending.denied().orElseThrow()).render();
            case FAILED ->
                page().error(Response.Status.SERVICE_UNAVAILABLE, "porterMailFailed")
                        .render();
        };
    }
}
