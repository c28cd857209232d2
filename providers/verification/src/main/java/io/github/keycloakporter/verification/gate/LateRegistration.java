package io.github.keycloakporter.verification.gate;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContextResult;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.userprofile.ValidationException;

/** Opens the account that the form asked for, with the address that was meant. */
final class LateRegistration {

    private final RequiredActionContext context;
    private final Decoy decoy;

    LateRegistration(RequiredActionContext context, Decoy decoy) {
        this.context = context;
        this.decoy = decoy;
    }

    /** @return the same request, now the new user's */
    RequiredActionContext open(String address) throws AddressRefusedException {
        UserModel user = create(address);
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        decoy.leave();
        authSession.setAuthenticatedUser(user);
        authSession.setAuthNote(AuthenticationManager.NEW_USER_REGISTERED, "true");
        authSession.setClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM, user.getUsername());
        context.getEvent()
                .clone()
                .event(EventType.REGISTER)
                .user(user)
                .detail(Details.REGISTER_METHOD, "form")
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.EMAIL, address)
                .success();
        return forUser(context, user);
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
                (RequiredActionFactory) context.getSession()
                        .getKeycloakSessionFactory()
                        .getProviderFactory(RequiredActionProvider.class, VerifyEmailActionFactory.PROVIDER_ID));
    }

    /** The password is asked after the proof, also where the form asked for one: none was kept. */
    private UserModel create(String address) throws AddressRefusedException {
        MultivaluedMap<String, String> form = decoy.form();
        form.putSingle(UserModel.EMAIL, address);
        KeycloakSession session = context.getSession();
        UserProfile profile =
                session.getProvider(UserProfileProvider.class).create(UserProfileContext.REGISTRATION, form);
        try {
            UserModel user = profile.create();
            user.setEnabled(true);
            user.addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
            return user;
        } catch (ValidationException e) {
            throw AddressRefusedException.of(e);
        }
    }
}
