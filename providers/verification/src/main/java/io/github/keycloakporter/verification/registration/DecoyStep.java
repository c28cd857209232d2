package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.verification.gate.GateFirst;
import io.github.keycloakporter.verification.gate.VerifyEmailActionFactory;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** After the safe form: new users and people whose address has an account are sent to the gate, by the same code. */
final class DecoyStep implements Authenticator, StatelessProvider {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!GateFirst.enter(context.getSession(), context.getAuthenticationSession())) {
            context.success();
            return;
        }
        context.challenge(AuthenticationManager.redirectToRequiredActions(
                context.getSession(),
                context.getRealm(),
                context.getAuthenticationSession(),
                context.getUriInfo(),
                VerifyEmailActionFactory.PROVIDER_ID));
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
}
