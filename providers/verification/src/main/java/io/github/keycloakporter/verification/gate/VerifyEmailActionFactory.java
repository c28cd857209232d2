package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.List;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Takes over stock's id, so every switch, button, flow and token handler that names it goes on working. */
public final class VerifyEmailActionFactory
        implements RequiredActionFactory, SimpleProviderFactory<RequiredActionProvider> {

    public static final String PROVIDER_ID = UserModel.RequiredAction.VERIFY_EMAIL.name();

    /** The factory that the server runs. */
    static VerifyEmailActionFactory in(KeycloakSession session) {
        return (VerifyEmailActionFactory)
                session.getKeycloakSessionFactory().getProviderFactory(RequiredActionProvider.class, PROVIDER_ID);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String getDisplayText() {
        return "Verify Email";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new VerifyEmailAction();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return GateConfig.metadata();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        RequiredActionFactory.super.validateConfig(session, realm, model);
        GateConfig.validate(model);
    }
}
