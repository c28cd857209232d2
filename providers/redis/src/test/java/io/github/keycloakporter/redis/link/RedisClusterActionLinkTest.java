package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.ActionLinkRaceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The whole contract, on a Cluster: every script keeps to one slot. */
class RedisClusterActionLinkTest extends ActionLinkRaceContract {

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
    protected ActionLinkProvider links() {
        return RedisActionLinkTest.on(nodes.first());
    }

    @Override
    protected ActionLinkProvider linksOfAnotherNode() {
        return RedisActionLinkTest.on(nodes.second());
    }
}
