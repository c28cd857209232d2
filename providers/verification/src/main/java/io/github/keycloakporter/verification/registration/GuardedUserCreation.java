package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.RedactedEvent;
import io.github.keycloakporter.verification.gate.Decoy;
import io.github.keycloakporter.verification.gate.SteadyAnswer;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.messages.Messages;
import org.keycloak.userprofile.Attributes;

/** Stock's first step of the form, under stock's id; it tells the guard what it found. */
public final class GuardedUserCreation extends RegistrationUserCreation {

    @Override
    public void validate(ValidationContext context) {
        SafeForm.in(context).ifPresent(config -> SteadyAnswer.begin(context.getSession(), config.answer()));
        SignUp signUp = SignUp.of(context.getSession());
        HttpRequest request = SignUpRequest.of(context);
        signUp.address(request.getDecodedFormParameters().getFirst(UserModel.EMAIL));
        DryRunValidation seen = new DryRunValidation(context, request);
        if (AddressSyntax.isTooLong(signUp.address())) {
            signUp.noteFault();
            context.error(Errors.INVALID_REGISTRATION);
            context.validationError(
                    request.getDecodedFormParameters(),
                    List.of(new FormMessage(UserModel.EMAIL, Messages.INVALID_EMAIL)));
            return;
        }
        super.validate(seen);
        // the details are the account's: any other step may still refuse the form, and the log repeats those of a
        // failure
        RedactedEvent.withoutPerson(context.getEvent());
        if (isInvited(context)) {
            signUp.noteInvited();
        }
        if (seen.passed()) {
            context.success();
            return;
        }
        List<FormMessage> others = seen.errors().stream()
                .filter(error -> !tellsOfAnAccount(context.getRealm(), error))
                .toList();
        boolean taken = others.size() < seen.errors().size();
        boolean hidden = taken && !signUp.invited() && SafeForm.isOn(context);
        if (taken && !hidden) {
            signUp.noteAddressTold();
        }
        if (!others.isEmpty()) {
            signUp.noteFault();
        } else if (hidden) {
            signUp.hide();
            context.success();
            return;
        }
        seen.say(context, hidden ? others : seen.errors());
    }

    @Override
    public void success(FormContext context) {
        HttpRequest request = SignUpRequest.of(context);
        SignUp signUp = SignUp.of(context.getSession());
        SafeForm.in(context).ifPresent(config -> {
            Decoy.tellNothing(context.getAuthenticationSession());
            SteadyAnswer.keep(context.getAuthenticationSession(), config.answer());
        });
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        if (!signUp.hidden()) {
            create(context, request);
            return;
        }
        Decoy.begin(
                context.getAuthenticationSession(),
                signUp.address(),
                form,
                context.getExecution().getParentFlow(),
                getOrCreateUserProfile(context, form).getAttributes().getFirst(UserModel.LOCALE));
        // as stock does for a new user, whom the log-in page then greets by name
        context.getAuthenticationSession()
                .setClientNote(
                        OIDCLoginProtocol.LOGIN_HINT_PARAM,
                        context.getRealm().isRegistrationEmailAsUsername()
                                ? form.getFirst(UserModel.EMAIL)
                                : form.getFirst(UserModel.USERNAME));
        RedactedEvent.withoutPerson(context.getEvent().clone()).error(Errors.EMAIL_IN_USE);
    }

    private void create(FormContext context, HttpRequest request) {
        Attributes attributes = getOrCreateUserProfile(context, request.getDecodedFormParameters())
                .getAttributes();
        context.getEvent()
                .detail(Details.FIRST_NAME, attributes.getFirst(UserModel.FIRST_NAME))
                .detail(Details.LAST_NAME, attributes.getFirst(UserModel.LAST_NAME));
        quietly(context, () -> super.success(new DryRunValidation(context, request)));
        if (Decoy.tellsNothing(context.getAuthenticationSession()) && !Proof.hasAddress(context.getUser())) {
            // Keycloak stores none where UPDATE_EMAIL is owed, and asks for it again; the gate comes before that
            context.getUser().setEmail(attributes.getFirst(UserModel.EMAIL));
        }
    }

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        quietly(context, () -> super.buildPage(context, form));
    }

    /** Keycloak logs the event of a step that throws, with its details. */
    private static void quietly(FormContext context, Runnable step) {
        EventBuilder event = context.getEvent();
        try {
            step.run();
        } catch (RuntimeException e) {
            RedactedEvent.withoutPerson(event);
            throw e;
        }
    }

    /** Where the address is the user name both are meant; a name of its own that is taken has to be told. */
    private static boolean tellsOfAnAccount(RealmModel realm, FormMessage error) {
        return Messages.EMAIL_EXISTS.equals(error.getMessage())
                || (realm.isRegistrationEmailAsUsername() && Messages.USERNAME_EXISTS.equals(error.getMessage()));
    }

    private static boolean isInvited(FormContext context) {
        return context.getSession().getAttribute(InviteOrgActionToken.class.getName()) != null;
    }
}
