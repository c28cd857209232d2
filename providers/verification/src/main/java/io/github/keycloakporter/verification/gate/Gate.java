package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.gate.VerificationMail.Outcome;
import io.github.keycloakporter.verification.gate.VerificationMail.Sending;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
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

    /** Empty when the code was right. */
    Optional<Refusal> claim(String typed) {
        return new CodeEntry(context.getSession(), limits).claim(context.getRealm(), context.getUser(), typed);
    }

    /**
     * Too early mostly means that an earlier log-in has just sent one: its code is as good here. Else none is on its way, and
     * the page says when there may be one.
     */
    Response firstMail() {
        Sending sending = send();
        return sending.outcome() == Outcome.TOO_EARLY && waiting.hasMailed()
                ? page().render()
                : answer(sending, WaitingPage::render);
    }

    Response resend() {
        return answer(send(), page -> page.done("porterMailSent").render());
    }

    Response change(String typed) {
        UserModel user = context.getUser();
        if (!config.changeAddress() && Proof.hasAddress(user)) {
            return page().render();
        }
        return new AddressChange(context, limits)
                .to(typed)
                .map(refusal -> page().addressRefused(typed, refusal).render())
                .orElseGet(this::mailToNewAddress);
    }

    private Response mailToNewAddress() {
        waiting.noteState();
        return answer(send(), page -> page.done("porterEmailChanged").render());
    }

    private Sending send() {
        Sending sending = new VerificationMail(context).send();
        if (sending.outcome() == Outcome.SENT
                || sending.denied().filter(this::underWay).isPresent()) {
            waiting.noteMail();
        }
        return sending;
    }

    /** Whether it is too early because this user was mailed already, and not because of others at one IP or address. */
    private boolean underWay(Decision denied) {
        return denied.deniedBy(Dimension.USER)
                || denied.deniedBy(Dimension.ADDRESS)
                        && MailFate.of(context.getSession(), context.getRealm(), context.getUser())
                                .isPresent();
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
