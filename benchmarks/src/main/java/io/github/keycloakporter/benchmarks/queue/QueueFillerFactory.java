package io.github.keycloakporter.benchmarks.queue;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Makes {@code /realms/{realm}/bench} answer. */
public final class QueueFillerFactory implements RealmResourceProviderFactory {

    /** Also the path below the realm. */
    public static final String PROVIDER_ID = "bench";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new QueueFiller(session);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        // no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
