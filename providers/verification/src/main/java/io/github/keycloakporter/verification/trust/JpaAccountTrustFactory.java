package io.github.keycloakporter.verification.trust;

import io.github.keycloakporter.spi.config.RealmMeters;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.AccountTrustProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;

public final class JpaAccountTrustFactory
        implements AccountTrustProviderFactory, SimpleProviderFactory<AccountTrustProvider> {

    public static final String PROVIDER_ID = "jpa";

    private VerificationMetrics metrics;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public AccountTrustProvider create(KeycloakSession session) {
        return new JpaAccountTrust(session, metrics);
    }

    @Override
    public void init(Config.Scope config) {
        metrics = new VerificationMetrics(Metrics.globalRegistry);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new AddressProofRemovalListener());
        RealmMeters.register(factory, metrics::realm);
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }
}
