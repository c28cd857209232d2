package io.github.keycloakporter.notifications.undo;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

public final class SecuredPageResourceProviderFactory
        implements RealmResourceProviderFactory, SimpleProviderFactory<RealmResourceProvider> {

    /** Also the path: {@code /realms/{realm}/porter-not-me/…}. */
    public static final String PROVIDER_ID = "porter-not-me";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new SecuredPageResource(session);
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}
