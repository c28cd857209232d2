package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.spi.token.SingleUseRaceContract;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.keycloak.models.SingleUseObjectProvider;

class RedisSingleUseRaceTest extends SingleUseRaceContract {

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
    protected <T> T committed(int node, Function<SingleUseObjectProvider, T> work) {
        return nodes.committed(node, work);
    }
}
