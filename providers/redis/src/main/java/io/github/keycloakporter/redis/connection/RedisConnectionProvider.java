package io.github.keycloakporter.redis.connection;

import org.keycloak.provider.Provider;

/** Hands the server's shared connection to the features of one session. */
@FunctionalInterface
public interface RedisConnectionProvider extends Provider {

    RedisConnection redis();

    /** Nothing to close: the connection outlives every session. */
    @Override
    default void close() {}
}
