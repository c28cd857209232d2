package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.config.RedisOptions;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

public final class RedisConnectionSpi implements Spi {

    public static final String NAME = RedisOptions.SPI;

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RedisConnectionProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return RedisConnectionProviderFactory.class;
    }
}
