package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Adds the table to Keycloak's database; Liquibase creates it when the server starts. */
public final class RecoveryEntitiesProviderFactory
        implements JpaEntityProviderFactory, SimpleProviderFactory<JpaEntityProvider> {

    /** Also names Liquibase's table of changes. */
    public static final String PROVIDER_ID = "porter-recovery";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new RecoveryEntities();
    }

    private static final class RecoveryEntities implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of(ResetRequestEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/jpa-changelog-porter-recovery.xml";
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
