package io.github.keycloakporter.verification.journey;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel.RequiredAction;

/** A required action with a fault: where a realm enables it, it removes the proof of the address from what is to do. */
public final class ForgetfulAction implements RequiredActionProvider, RequiredActionFactory {

    /** Its id. */
    public static final String ID = "forgetful-action";

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        context.getUser().removeRequiredAction(RequiredAction.VERIFY_EMAIL);
        context.getAuthenticationSession().removeRequiredAction(RequiredAction.VERIFY_EMAIL);
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.success();
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Forgetful action";
    }

    @Override
    public void init(Config.Scope config) {
        // no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
