package io.github.keycloakporter.notifications.store;

import io.github.keycloakporter.notifications.lock.LockedAccountEntity;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Adds our tables to Keycloak's database; Liquibase makes them at the start of the server. */
public final class NoticeEntitiesProviderFactory
        implements JpaEntityProviderFactory, SimpleProviderFactory<JpaEntityProvider> {

    /** Also names Liquibase's table of changes. */
    public static final String PROVIDER_ID = "porter-notices";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new NoticeEntities();
    }

    private static final class NoticeEntities implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of(PendingNoticeEntity.class, AddressChangeEntity.class, LockedAccountEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/jpa-changelog-porter-notices.xml";
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
