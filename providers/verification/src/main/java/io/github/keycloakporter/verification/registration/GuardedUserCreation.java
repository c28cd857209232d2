package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.QuietEvent;
import java.util.List;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;

/** Stock's first step of the form, under stock's id; it tells the guard what it found. */
public final class GuardedUserCreation extends RegistrationUserCreation {

    @Override
    public void validate(ValidationContext context) {
        SignUp signUp = SignUp.of(context.getSession());
        HttpRequest request = SignUpRequest.of(context);
        signUp.address(request.getDecodedFormParameters().getFirst(UserModel.EMAIL));
        SeenForm seen = new SeenForm(context, request);
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
        List<FormMessage> others =
                seen.errors().stream().filter(error -> !tellsOfAnAccount(error)).toList();
        if (others.size() < seen.errors().size()) {
            signUp.noteAddressTaken();
            signUp.noteAddressTold();
        }
        if (!others.isEmpty()) {
            signUp.noteFault();
        }
        seen.say(context, seen.errors());
    }

    @Override
    public void success(FormContext context) {
        super.success(new SeenForm(context, SignUpRequest.of(context)));
    }

    /** Only that an address is taken; a user name that is taken has to be told. */
    private static boolean tellsOfAnAccount(FormMessage error) {
        return Messages.EMAIL_EXISTS.equals(error.getMessage());
    }

    private static boolean isInvited(FormContext context) {
        return context.getSession().getAttribute(InviteOrgActionToken.class.getName()) != null;
    }
}
