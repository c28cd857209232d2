package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

public final class BreachedPasswordCheckFactory implements AuthenticatorFactory, SimpleProviderFactory<Authenticator> {

    public static final String PROVIDER_ID = "porter-breached-password-check";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Porter breached password check";
    }

    @Override
    public String getHelpText() {
        return "Place it after the step that asks for the password: a password that the realm's policy porter-breached finds in"
                + " a breach must be changed before the log-in goes on.";
    }

    /** Not a credential: it counts no failed log-in. */
    @Override
    public String getReferenceCategory() {
        return PROVIDER_ID;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new BreachedPasswordCheck();
    }
}
