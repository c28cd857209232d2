package io.github.keycloakporter.redis.connection;

import org.keycloak.provider.Provider;

/** Hands the server's shared connection to the features of one session. */
public interface RedisConnectionProvider extends Provider {

    /** For a feature that refuses what was asked when Redis is away: the request then ends as 503. */
    RedisConnection redis();

    /** For a feature that goes on by itself when Redis is away: the request ends as it would anyway. */
    RedisConnection redisIfThere();

    /** Nothing to close: the connection outlives every session. */
    @Override
    default void close() {}
}
