package io.github.keycloakporter.spi.keycloak;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/**
 * A factory that needs at most some of its lifecycle methods: those that it does not override do nothing.
 *
 * @param <T> what it creates
 */
public interface SimpleProviderFactory<T extends Provider> extends ProviderFactory<T> {

    @Override
    default void init(Config.Scope scope) {}

    @Override
    default void postInit(KeycloakSessionFactory sessions) {}

    @Override
    default void close() {}
}
