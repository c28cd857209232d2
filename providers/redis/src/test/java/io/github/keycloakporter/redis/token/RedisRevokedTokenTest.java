package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.spi.token.RevokedTokenContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.keycloak.models.RevokedTokenProvider;

class RedisRevokedTokenTest extends RevokedTokenContract {

    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        nodes = new TwoNodes();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    protected RevokedTokenProvider store(int node) {
        return nodes.revoked(node);
    }
}
