package io.github.keycloakporter.spi.keycloak;

import org.keycloak.provider.Provider;

/** A provider that opens nothing and so has nothing to close. */
public interface StatelessProvider extends Provider {

    @Override
    default void close() {}
}
