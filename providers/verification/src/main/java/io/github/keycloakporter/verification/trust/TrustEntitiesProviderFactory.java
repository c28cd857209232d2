package io.github.keycloakporter.verification.trust;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Adds the table to Keycloak's database; Liquibase creates it when the server starts. */
public final class TrustEntitiesProviderFactory
        implements JpaEntityProviderFactory, SimpleProviderFactory<JpaEntityProvider> {

    /** Also names Liquibase's table of changes. */
    public static final String PROVIDER_ID = "porter-trust";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new TrustEntities();
    }

    private static final class TrustEntities implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of(AddressProofEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/jpa-changelog-porter-trust.xml";
        }

        @Override
        public String getFactoryId() {
            return PROVIDER_ID;
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
