package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.verification.RetryDelay;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** 'Check your inbox': where the mail went, the code, resend, a corrected address; or, without one, a field for it. */
final class WaitingPage {

    private final RequiredActionContext context;
    private final PendingVerification pending;
    private final GateConfig config;
    private final VerificationLimits limits;
    private final LoginFormsProvider form;
    private String typedAddress;
    private boolean changing;

    WaitingPage(
            RequiredActionContext context, PendingVerification pending, GateConfig config, VerificationLimits limits) {
        this.context = context;
        this.pending = pending;
        this.config = config;
        this.limits = limits;
        this.form = context.form();
    }

    WaitingPage refused(InputRejection refusal) {
        form.addError(refusal.message());
        form.setStatus(Response.Status.BAD_REQUEST);
        refusal.retry().ifPresent(this::limited);
        return this;
    }

    WaitingPage error(Response.Status status, String message, Object... parameters) {
        form.setError(message, parameters);
        form.setStatus(status);
        return this;
    }

    WaitingPage tooEarly(Decision decision) {
        RetryDelay wait = RetryDelay.of(decision);
        form.setError(wait.message("porterMailWait"), wait.number());
        limited(wait);
        return this;
    }

    private void limited(RetryDelay wait) {
        form.setResponseHeader("Retry-After", Long.toString(wait.seconds()));
        form.setStatus(Response.Status.TOO_MANY_REQUESTS);
    }

    WaitingPage done(String message, Object... parameters) {
        form.setSuccess(message, parameters);
        return this;
    }

    /** Keeps what the user typed and shows the form it was typed into. */
    WaitingPage addressRefused(String typed, InputRejection refusal) {
        typedAddress = typed;
        changing = true;
        return refused(refusal);
    }

    Response render() {
        return Decoy.of(context.getAuthenticationSession())
                .map(decoy -> decoy.inItsLanguage(this::create))
                .orElseGet(this::create);
    }

    private Response create() {
        if (pending.address().isEmpty()) {
            return form.setAttribute("verify", common()).createForm("porter-enter-email.ftl");
        }
        Map<String, Object> verify = common();
        verify.put("email", pending.address());
        verify.put("sent", pending.hasMailed());
        verify.put("codeLength", ActionLinkProvider.CODE_LENGTH);
        verify.put("resendSeconds", limits.nextMail(pending.subjects()).retryAfterSeconds());
        verify.put("canChangeEmail", config.changeAddress());
        verify.put("changing", changing);
        pending.mailFate().ifPresent(fate -> verify.put("mail", fate.toMap()));
        return form.setAttribute("verify", verify).createForm("porter-verify-email.ftl");
    }

    private Map<String, Object> common() {
        Map<String, Object> verify = new HashMap<>();
        verify.put("typedEmail", typedAddress);
        verify.put("continueUrl", withoutSessionCode());
        verify.put("statusUrl", statusUrl());
        return verify;
    }

    /** The address of this step itself: opening it goes on when the address is proven, and shows this page when not. */
    private String withoutSessionCode() {
        return UriBuilder.fromUri(context.getActionUrl(""))
                .replaceQueryParam(LoginActionsService.SESSION_CODE)
                .build()
                .toString();
    }

    private String statusUrl() {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        return UriBuilder.fromUri(context.getUriInfo().getBaseUri())
                .path("realms/{realm}/" + VerificationStatusResourceProviderFactory.PROVIDER_ID + "/status")
                .queryParam(Constants.CLIENT_ID, "{client}")
                .queryParam(Constants.TAB_ID, "{tab}")
                .build(context.getRealm().getName(), authSession.getClient().getClientId(), authSession.getTabId())
                .toString();
    }
}
