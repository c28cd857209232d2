package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterLoadContract;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The whole contract, on a Cluster: the limits of a realm share a slot. */
class RedisClusterRateLimiterTest extends RateLimiterLoadContract {

    private static ContractNodes nodes;

    @BeforeAll
    static void start() {
        nodes = ContractNodes.onCluster();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void empty() {
        nodes.empty();
    }

    @Override
    protected RateLimiterProvider limiter() {
        return new RedisRateLimiterProvider(nodes.first(), ContractNodes.SECRETS, LimitRules.defaults());
    }

    @Override
    protected RateLimiterProvider limiterOfAnotherNode() {
        return new RedisRateLimiterProvider(nodes.second(), ContractNodes.SECRETS, LimitRules.defaults());
    }
}
