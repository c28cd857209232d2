package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Random;

/** Links for tests outside of this package. */
public final class TestLinks {

    private TestLinks() {}

    public static ActionLinkProvider on(RedisConnection redis) {
        return on(redis, new SimpleMeterRegistry());
    }

    public static ActionLinkProvider on(RedisConnection redis, MeterRegistry registry) {
        return new RedisActionLinkProvider(redis, ContractNodes.SECRETS, new LinkCrypto(), new LinkMetrics(registry));
    }

    /** A verify-email link with a code. */
    public static LinkRequest request(Random random, Duration life) {
        LinkRequest request = SampleLink.random(random).request();
        return new LinkRequest(
                request.userId(),
                request.purpose(),
                request.target(),
                request.binding(),
                life.toSeconds(),
                request.codeLifespan(),
                request.requestedAt());
    }
}
