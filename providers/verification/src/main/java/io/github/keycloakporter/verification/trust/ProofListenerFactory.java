package io.github.keycloakporter.verification.trust;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

public final class ProofListenerFactory
        implements EventListenerProviderFactory, SimpleProviderFactory<EventListenerProvider> {

    public static final String PROVIDER_ID = "porter-trust";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    /** Listens in every realm, without being switched on there. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new ProofListener(session);
    }
}
