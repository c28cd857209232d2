package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.mail.AddressSyntax;
import io.github.keycloakporter.verification.QuietEvent;
import io.github.keycloakporter.verification.gate.Decoy;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.events.Errors;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.messages.Messages;

/** Stock's first step of the form, under stock's id; it tells the guard what it found. */
public final class GuardedUserCreation extends RegistrationUserCreation {

    @Override
    public void validate(ValidationContext context) {
        SignUp signUp = SignUp.of(context.getSession());
        HttpRequest request = SignUpRequest.of(context);
        signUp.address(request.getDecodedFormParameters().getFirst(UserModel.EMAIL));
        SeenForm seen = new SeenForm(context, request);
        if (AddressSyntax.isTooLong(signUp.address())) {
            signUp.noteFault();
            context.error(Errors.INVALID_REGISTRATION);
            context.validationError(
                    request.getDecodedFormParameters(),
                    List.of(new FormMessage(UserModel.EMAIL, Messages.INVALID_EMAIL)));
            return;
        }
        super.validate(seen);
        if (isInvited(context)) {
            signUp.noteInvited();
        }
        if (seen.passed()) {
            context.success();
            return;
        }
        // the log repeats the details of a failure
        QuietEvent.withoutPerson(context.getEvent());
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
        if (SafeForm.isOn(context)) {
            Decoy.tellNothing(context.getAuthenticationSession());
        }
        if (!signUp.hidden()) {
            super.success(new SeenForm(context, request));
            return;
        }
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        Decoy.begin(context.getAuthenticationSession(), signUp.address(), form);
        // as stock does for a new user, whom the log-in page then greets by name
        context.getAuthenticationSession()
                .setClientNote(
                        OIDCLoginProtocol.LOGIN_HINT_PARAM,
                        context.getRealm().isRegistrationEmailAsUsername()
                                ? form.getFirst(UserModel.EMAIL)
                                : form.getFirst(UserModel.USERNAME));
        QuietEvent.withoutPerson(context.getEvent().clone()).error(Errors.EMAIL_IN_USE);
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
