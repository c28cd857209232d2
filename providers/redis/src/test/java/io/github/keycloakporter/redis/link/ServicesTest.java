package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.redis.limit.RedisRateLimiterProviderFactory;
import io.github.keycloakporter.spi.limit.RateLimiterProviderFactory;
import io.github.keycloakporter.spi.link.ActionLinkProviderFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderFactory;

/** What Keycloak finds when the jar is dropped in. */
class ServicesTest {

    @Test
    void actionLinksAndRateLimitsAreFound() {
        assertFound(ActionLinkProviderFactory.class, RedisActionLinkProviderFactory.class);
        assertFound(RateLimiterProviderFactory.class, RedisRateLimiterProviderFactory.class);
    }

    private static <F extends ProviderFactory<?>> void assertFound(Class<F> service, Class<? extends F> factory) {
        assertThat(ServiceLoader.load(service)).singleElement().satisfies(found -> {
            assertThat(found).isInstanceOf(factory);
            assertThat(found.getId()).isEqualTo("redis");
            assertThat(found.dependsOn()).containsExactly(RedisConnectionProvider.class);
        });
    }
}
