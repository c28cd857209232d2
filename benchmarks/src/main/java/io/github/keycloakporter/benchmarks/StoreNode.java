package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.redis.connection.LettuceConnectionProviderFactory;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.redis.limit.RedisRateLimiterProviderFactory;
import io.github.keycloakporter.redis.link.RedisActionLinkProviderFactory;
import io.github.keycloakporter.redis.token.RedisSingleUseObjectProviderFactory;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/** A node of Keycloak, cut down to what the stores ask of one. */
public final class StoreNode implements AutoCloseable {

    private final LettuceConnectionProviderFactory connections = new LettuceConnectionProviderFactory();
    private final RedisSingleUseObjectProviderFactory objects = new RedisSingleUseObjectProviderFactory();
    private final RedisActionLinkProviderFactory links = new RedisActionLinkProviderFactory();
    private final RedisRateLimiterProviderFactory limits = new RedisRateLimiterProviderFactory();

    public StoreNode(URI redis) {
        connections.init(ConnectionOptions.of(redis));
        links.init(ConnectionOptions.of(redis));
        limits.init(ConnectionOptions.of(redis));
    }

    public RedisConnection redis() {
        return connections.create(null).redisIfThere();
    }

    /** A session whose transaction has begun. */
    public KeycloakSession session() {
        return ThinSession.begin(connections::create);
    }

    /** A session whose stores talk to that connection. */
    static KeycloakSession session(RedisConnection redis) {
        return ThinSession.begin(session -> new RedisConnectionProvider() {
            @Override
            public RedisConnection redis() {
                return redis;
            }

            @Override
            public RedisConnection redisIfThere() {
                return redis;
            }
        });
    }

    SingleUseObjectProvider objects(KeycloakSession session) {
        return objects.create(session);
    }

    ActionLinkProvider links(KeycloakSession session) {
        return links.create(session);
    }

    public RateLimiterProvider limiter(KeycloakSession session) {
        return limits.create(session);
    }

    @Override
    public void close() {
        limits.close();
        connections.close();
    }
}
