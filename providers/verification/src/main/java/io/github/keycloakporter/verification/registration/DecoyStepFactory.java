package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

public final class DecoyStepFactory implements AuthenticatorFactory, SimpleProviderFactory<Authenticator> {

    public static final String PROVIDER_ID = "porter-registration-decoy";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Porter sign-up: existing account";
    }

    @Override
    public String getHelpText() {
        return "Shows the page that follows a sign-up also where the address has an account already. Stands after the"
                + " registration form; needs the sign-up guard with 'Address with an account' set to 'safe'.";
    }

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
        return new DecoyStep();
    }
}
