package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.config.RedisOptions;
import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class RedisConnectionSpi extends PublicSpi {

    public static final String NAME = RedisOptions.SPI;

    public RedisConnectionSpi() {
        super(NAME, RedisConnectionProvider.class, RedisConnectionProviderFactory.class);
    }
}
