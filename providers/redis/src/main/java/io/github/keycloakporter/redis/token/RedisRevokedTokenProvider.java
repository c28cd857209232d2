package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.connection.KeyKind;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import java.util.Objects;
import org.keycloak.models.RevokedTokenProvider;

/**
 * Revoked tokens in Redis: revoked on one node, refused on every node, at once. Asked at each use of an access token, one
 * round trip each.
 *
 * <p>Redis is their only home. Where a restart of Redis must not bring tokens back to life, Redis has to write to disk
 * ({@code appendonly yes}).
 */
final class RedisRevokedTokenProvider implements RevokedTokenProvider, StatelessProvider {

    static final String KIND = KeyKind.REVOKED.text();

    private final TokenStore revoked;

    RedisRevokedTokenProvider(RedisConnection redis, TokenKeys keys) {
        this.revoked = new TokenStore(redis, KIND, keys);
    }

    @Override
    public boolean put(String id, long lifespanSeconds) {
        Objects.requireNonNull(id, "id");
        TokenStore.checkLifespan(lifespanSeconds);
        return revoked.putIfAbsent(id, lifespanSeconds);
    }

    @Override
    public boolean contains(String id) {
        return revoked.contains(Objects.requireNonNull(id, "id"));
    }
}
