package io.github.keycloakporter.spi.check;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** A check and its factory in one: a tool without a server finds it as a service and asks it as it is. */
public interface ConfigCheckFactory extends ProviderFactory<ConfigCheck>, ConfigCheck {

    @Override
    default ConfigCheck create(KeycloakSession session) {
        return this;
    }

    @Override
    default void init(Config.Scope config) {}

    @Override
    default void postInit(KeycloakSessionFactory factory) {}

    @Override
    default void close() {}
}
