package io.github.keycloakporter.email.unsubscribe;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

public final class UnsubscribeResourceProviderFactory
        implements RealmResourceProviderFactory, SimpleProviderFactory<RealmResourceProvider> {

    /** Also the path: {@code /realms/{realm}/unsubscribe/…}. */
    public static final String PROVIDER_ID = "unsubscribe";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new UnsubscribeResource(session);
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}
