package io.github.keycloakporter.verification.gate;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContextResult;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/**
 * Opens the account that the form asked for, with the address that was meant. Every step of the form does what it does for
 * a new account (FormAuthenticationFlow.processAction), in the same transaction: a step that throws undoes all of it.
 */
final class LateRegistration {

    private final RequiredActionContext context;
    private final Decoy decoy;

    LateRegistration(RequiredActionContext context, Decoy decoy) {
        this.context = context;
        this.decoy = decoy;
    }

    /** @return the same request, now the new user's */
    RequiredActionContext open(String address) throws AddressRefusedException {
        MultivaluedMap<String, String> form = decoy.form();
        form.putSingle(UserModel.EMAIL, address);
        requireFree(form);
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        UserModel user = create(authSession, form);
        decoy.leave();
        GateFirst.admit(context.getSession(), authSession, user);
        return forUser(context, user);
    }

    private UserModel create(AuthenticationSessionModel authSession, MultivaluedMap<String, String> form) {
        KeptForm kept = new KeptForm(context, form);
        try {
            context.getRealm()
                    .getAuthenticationExecutionsStream(decoy.formFlow())
                    .filter(AuthenticationExecutionModel::isEnabled)
                    .toList()
                    .forEach(step -> submit(kept, step));
            return Objects.requireNonNull(
                    authSession.getAuthenticatedUser(), "no step of the registration form created the account");
        } catch (RuntimeException e) {
            // the transaction is rolled back, and with it the account; the session stays what it was
            authSession.setAuthenticatedUser(null);
            authSession.removeAuthNote(AuthenticationManager.NEW_USER_REGISTERED);
            throw e;
        }
    }

    private void submit(KeptForm kept, AuthenticationExecutionModel step) {
        FormAction action = context.getSession().getProvider(FormAction.class, step.getAuthenticator());
        action.success(kept.at(step));
    }

    private void requireFree(MultivaluedMap<String, String> form) throws AddressRefusedException {
        KeycloakSession session = context.getSession();
        try {
            session.getProvider(UserProfileProvider.class)
                    .create(UserProfileContext.REGISTRATION, form)
                    .validate();
        } catch (ValidationException e) {
            throw AddressRefusedException.of(e);
        }
    }

    /** The same request, now that user's. */
    static RequiredActionContext forUser(RequiredActionContext context, UserModel user) {
        return new RequiredActionContextResult(
                context.getAuthenticationSession(),
                context.getRealm(),
                context.getEvent(),
                context.getSession(),
                context.getHttpRequest(),
                user,
                VerifyEmailActionFactory.in(context.getSession()));
    }
}
