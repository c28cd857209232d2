package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

public final class VerificationStatusResourceProviderFactory
        implements RealmResourceProviderFactory, SimpleProviderFactory<RealmResourceProvider> {

    /** Also the path: {@code /realms/{realm}/verification/…}. */
    public static final String PROVIDER_ID = "verification";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new VerificationStatusResource(session);
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}
