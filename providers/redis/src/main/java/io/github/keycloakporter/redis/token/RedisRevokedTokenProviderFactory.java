package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.RevokedTokenProviderFactory;
import org.keycloak.provider.Provider;

public final class RedisRevokedTokenProviderFactory
        implements RevokedTokenProviderFactory<RevokedTokenProvider>, SimpleProviderFactory<RevokedTokenProvider> {

    public static final String PROVIDER_ID = "redis";

    private final StoreSecret secret = new StoreSecret();

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public int order() {
        return RedisSingleUseObjectProviderFactory.ABOVE_STOCK;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        secret.createAtStart(factory);
    }

    @Override
    public RevokedTokenProvider create(KeycloakSession session) {
        return new RedisRevokedTokenProvider(
                session.getProvider(RedisConnectionProvider.class).redis(), secret.keys(session));
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(RedisConnectionProvider.class);
    }
}
