package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.ActionLinkRaceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The whole contract, on a real Redis. */
class RedisActionLinkTest extends ActionLinkRaceContract {

    private static ContractNodes nodes;

    @BeforeAll
    static void start() {
        nodes = ContractNodes.onOneRedis();
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
        return on(nodes.first());
    }

    @Override
    protected ActionLinkProvider linksOfAnotherNode() {
        return on(nodes.second());
    }

    static ActionLinkProvider on(RedisConnection redis) {
        return TestLinks.on(redis);
    }
}
