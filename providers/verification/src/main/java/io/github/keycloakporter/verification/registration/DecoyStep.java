package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.gate.Decoy;
import io.github.keycloakporter.verification.gate.VerifyEmailActionFactory;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * After the form: a new user goes on, and somebody whose address has an account is led to the same page, at the same place.
 */
final class DecoyStep implements Authenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<Decoy> decoy = Decoy.of(context.getAuthenticationSession());
        if (decoy.isEmpty()) {
            context.success();
            return;
        }
        context.challenge(AuthenticationManager.redirectToRequiredActions(
                context.getSession(),
                context.getRealm(),
                context.getAuthenticationSession(),
                context.getUriInfo(),
                VerifyEmailActionFactory.PROVIDER_ID));
        decoy.get().standAtTheGate();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // none
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
