package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.RateLimiterProviderFactory;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;

/** Rate limits in Redis. Has no options of its own: whoever asks brings the limits. */
public final class RedisRateLimiterProviderFactory implements RateLimiterProviderFactory {

    public static final String PROVIDER_ID = "redis";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public RateLimiterProvider create(KeycloakSession session) {
        return new RedisRateLimiterProvider(
                session.getProvider(RedisConnectionProvider.class).redis(), RealmSecrets.of(session));
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(RedisConnectionProvider.class);
    }

    @Override
    public void close() {}
}
