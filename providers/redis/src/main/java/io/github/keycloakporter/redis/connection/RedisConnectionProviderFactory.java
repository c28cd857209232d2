package io.github.keycloakporter.redis.connection;

import org.keycloak.provider.ProviderFactory;

public interface RedisConnectionProviderFactory extends ProviderFactory<RedisConnectionProvider> {

    /** What is known of Redis right now. Reads memory only: never waits for Redis. */
    RedisState state();

    /** Whether a node whose Redis stops working reports that it is not ready. */
    boolean takesNodeOut();
}
