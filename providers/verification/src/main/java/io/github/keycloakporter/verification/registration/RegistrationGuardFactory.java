package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.config.RealmMeters;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.github.keycloakporter.verification.gate.AddressPolicy;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

public final class RegistrationGuardFactory
        implements FormActionFactory, AddressPolicy, SimpleProviderFactory<FormAction> {

    public static final String PROVIDER_ID = "porter-registration-guard";

    private GuardMetrics metrics;
    private AddressRules addresses;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Porter sign-up guard";
    }

    @Override
    public String getHelpText() {
        return "Protects the registration form against abuse: limits, address checks, a hidden field, checks of"
                + " names. Must be the last step.";
    }

    /** Not a credential: a form that comes back is no failed log-in. */
    @Override
    public String getReferenceCategory() {
        return PROVIDER_ID;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return GuardConfig.metadata();
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
    public List<ProviderConfigProperty> getConfigMetadata() {
        return GuardOptions.metadata();
    }

    @Override
    public FormAction create(KeycloakSession session) {
        return new RegistrationGuard(metrics, addresses);
    }

    @Override
    public Optional<String> refusal(RealmModel realm, String address) {
        Optional<FormRejection> refusal = GuardConfig.in(realm).flatMap(config -> addresses.refusal(config, address));
        refusal.ifPresent(unwanted -> metrics.refused(realm, unwanted.rule()));
        return refusal.map(unwanted -> unwanted.messages().get(0).getMessage());
    }

    @Override
    public void init(Config.Scope config) {
        GuardOptions options = GuardOptions.from(new ScopeReader(config, "form-action", PROVIDER_ID));
        metrics = new GuardMetrics(Metrics.globalRegistry);
        addresses = new AddressRules(
                new DisposableDomains(options.disposableDomains(), System::nanoTime),
                new MailDomains(options.nameServers()));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        RealmMeters.register(factory, metrics::realm);
    }
}
