package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SingleUseObjectProviderFactory;
import org.keycloak.provider.Provider;

public final class RedisSingleUseObjectProviderFactory
        implements SingleUseObjectProviderFactory<SingleUseObjectProvider>,
                SimpleProviderFactory<SingleUseObjectProvider> {

    public static final String PROVIDER_ID = "redis";

    /** Above Keycloak's own stores, which all have 1: the highest becomes the default. */
    static final int ABOVE_STOCK = 10;

    private final StoreSecret secret = new StoreSecret();

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public int order() {
        return ABOVE_STOCK;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        secret.createAtStart(factory);
    }

    @Override
    public SingleUseObjectProvider create(KeycloakSession session) {
        return new RedisSingleUseObjectProvider(
                session.getTransactionManager(),
                session.getProvider(RedisConnectionProvider.class).redis(),
                secret.keys(session));
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(RedisConnectionProvider.class);
    }
}
