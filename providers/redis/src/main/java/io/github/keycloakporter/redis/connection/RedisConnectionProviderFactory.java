package io.github.keycloakporter.redis.connection;

import org.keycloak.provider.ProviderFactory;

public interface RedisConnectionProviderFactory extends ProviderFactory<RedisConnectionProvider> {

    /** What is known of Redis right now. Reads memory only: never waits for Redis. */
    RedisState state();

    /** Whether a node that cannot reach Redis says of itself that it is not ready. */
    boolean takesNodeOut();
}
