package io.github.keycloakporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.connection.LettuceConnectionProviderFactory;
import io.github.keycloakporter.redis.connection.RedisConnectionProviderFactory;
import io.github.keycloakporter.redis.connection.RedisConnectionSpi;
import io.github.keycloakporter.redis.token.RedisRevokedTokenProviderFactory;
import io.github.keycloakporter.redis.token.RedisSingleUseObjectProviderFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RevokedTokenProviderFactory;
import org.keycloak.models.SingleUseObjectProviderFactory;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The server finds this module by its services files. */
class RedisServicesTest {

    private static <T> boolean found(Class<T> type, Class<? extends T> ours) {
        return ServiceLoader.load(type).stream().anyMatch(service -> service.type() == ours);
    }

    @Test
    void spiAndFactoriesAreRegistered() {
        assertThat(found(Spi.class, RedisConnectionSpi.class)).isTrue();
        assertThat(found(RedisConnectionProviderFactory.class, LettuceConnectionProviderFactory.class))
                .isTrue();
        assertThat(found(SingleUseObjectProviderFactory.class, RedisSingleUseObjectProviderFactory.class))
                .isTrue();
        assertThat(found(RevokedTokenProviderFactory.class, RedisRevokedTokenProviderFactory.class))
                .isTrue();
    }

    @Test
    void theTokenStoresAreTheDefault() {
        ProviderFactory<?> objects = new RedisSingleUseObjectProviderFactory();
        ProviderFactory<?> revoked = new RedisRevokedTokenProviderFactory();

        assertThat(objects.getId()).isEqualTo("redis");
        assertThat(revoked.getId()).isEqualTo("redis");
        assertThat(objects.order()).isGreaterThan(1);
        assertThat(revoked.order()).isGreaterThan(1);
    }
}
