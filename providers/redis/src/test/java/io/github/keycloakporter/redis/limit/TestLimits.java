package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The limiter for tests outside of this package. */
public final class TestLimits {

    private TestLimits() {}

    public static RateLimiterProvider on(RedisConnection redis) {
        return new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry()).limiter(redis, ContractNodes.SECRETS);
    }
}
