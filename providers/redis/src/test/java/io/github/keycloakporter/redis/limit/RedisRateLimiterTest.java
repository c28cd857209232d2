package io.github.keycloakporter.redis.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterLoadContract;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** The whole contract, on a real Redis, and what Redis holds then. */
class RedisRateLimiterTest extends RateLimiterLoadContract {

    private static final LimitNode HERE = new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry());
    private static final LimitNode THERE = new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry());

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
    protected RateLimiterProvider limiter() {
        return HERE.limiter(nodes.first(), ContractNodes.SECRETS);
    }

    @Override
    protected RateLimiterProvider limiterOfAnotherNode() {
        return THERE.limiter(nodes.second(), ContractNodes.SECRETS);
    }

    @Test
    void aKeyTellsNeitherNameNorSubjectAndGoesByItself() {
        Limit limit = new Limit("verify-email.address", "maria@example.org", 5, Duration.ofMinutes(50));
        acquire(limit);
        acquire(limit);

        assertThat(nodes.keys()).singleElement().satisfies(key -> {
            assertThat(new String(key, StandardCharsets.US_ASCII))
                    .matches("porter:limit:\\{[A-Za-z0-9_-]{8}}[A-Za-z0-9_-]{22}");
            assertThat(nodes.timeToLive(key)).isBetween(20 * 60_000L, 70 * 60_000L);
        });
    }

    /** Or the permits would be back before their time. */
    @Test
    void aKeyLivesAsLongAsItCounts() {
        Limit limit = limit("a", 5);
        try {
            for (int minutes = 0; minutes < 240; minutes += 7) {
                Time.setOffset(minutes * 60);
                acquire(limit);
                Duration ahead = limiter().usage(REALM, List.of(limit)).get(0).fullAgainIn();
                assertThat(nodes.timeToLive(nodes.keys().get(0)))
                        .as("after %d minutes", minutes)
                        .isGreaterThanOrEqualTo(ahead.toMillis() - 1000);
            }
        } finally {
            Time.setOffset(0);
        }
    }

    @Test
    void aPermitGivenBackLeavesNothingBehind() {
        Limit limit = limit("a", 5);
        acquire(limit);

        limiter().giveBack(REALM, List.of(limit));

        assertThat(nodes.keys()).isEmpty();
    }

    @Test
    void deniedAndCheckedCallsWriteNothing() {
        Limit limit = limit("a", 1);
        limiter().check(REALM, List.of(limit));
        assertThat(nodes.keys()).isEmpty();

        acquire(limit);
        acquire(limit, limit("b", 1));
        assertThat(nodes.keys()).hasSize(1);
    }

    /** Older scripts, or a replay of half of what one wrote, may leave it. */
    @Test
    void aMalformedValueIsNone() {
        Limit limit = limit("a", 5);
        acquire(limit);
        byte[] key = nodes.keys().get(0);
        for (byte[] malformed : List.of(new byte[] {}, new byte[8], "a longer text than that".getBytes(US_ASCII))) {
            nodes.first().call("test.set", commands -> commands.set(key, malformed));
            assertThat(limiter().usage(REALM, List.of(limit)).get(0).used()).isZero();
            limiter().giveBack(REALM, List.of(limit));

            acquire(limit);

            assertThat(limiter().usage(REALM, List.of(limit)).get(0).used()).isEqualTo(1);
            assertThat(nodes.timeToLive(key)).isPositive();
        }
    }
}
