package io.github.keycloakporter.verification.journey;

import jakarta.ws.rs.core.NewCookie;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** A required action that asks for the user, and shows the browser that it did, when nobody is asked to do it yet. */
public final class JourneyAction implements RequiredActionProvider, RequiredActionFactory {

    private static final String ID = "journey-action";

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        context.getSession()
                .getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder("JOURNEY")
                        .value(context.getUser().getId())
                        .build());
        if (context.getAuthenticationSession().getAuthNote(ID) == null) {
            context.getUser().addRequiredAction(ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        context.challenge(context.form()
                .setAttribute("user", context.getUser())
                .setInfo("The journey's action")
                .createForm("terms.ftl"));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.getAuthenticationSession().setAuthNote(ID, "done");
        context.success();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Journey action";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
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
