package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

public final class ActionLinkResourceProviderFactory
        implements RealmResourceProviderFactory, SimpleProviderFactory<RealmResourceProvider> {

    /** Also the path: {@code /realms/{realm}/go/…}; short, because it stands in every mail. */
    public static final String PROVIDER_ID = "go";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new ActionLinkResource(session);
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}
