package io.github.keycloakporter.redis.connection;

import org.keycloak.models.KeycloakSession;

record LettuceConnectionProvider(KeycloakSession session, RedisConnection shared) implements RedisConnectionProvider {

    @Override
    public RedisConnection redis() {
        return new SessionConnection(session, shared);
    }

    @Override
    public RedisConnection redisIfThere() {
        return shared;
    }
}
