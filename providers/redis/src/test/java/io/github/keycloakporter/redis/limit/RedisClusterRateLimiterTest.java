package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterLoadContract;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The whole contract, on a Cluster: the limits of a realm share a slot. */
class RedisClusterRateLimiterTest extends RateLimiterLoadContract {

    private static final LimitNode HERE = new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry());
    private static final LimitNode THERE = new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry());

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
        return HERE.limiter(nodes.first(), ContractNodes.SECRETS);
    }

    @Override
    protected RateLimiterProvider limiterOfAnotherNode() {
        return THERE.limiter(nodes.second(), ContractNodes.SECRETS);
    }
}
