package io.github.keycloakporter.redis.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterLoadContract;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole contract within one process, and what it costs in memory. */
class LocalLimitsTest extends RateLimiterLoadContract {

    private final LimitNode node = new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry());

    @Override
    protected RateLimiterProvider limiter() {
        return node.localLimiter(ContractNodes.SECRETS);
    }

    /** There is no other: a node counts for itself. */
    @Override
    protected RateLimiterProvider limiterOfAnotherNode() {
        return limiter();
    }

    @Test
    void countsGoByThemselves() {
        LocalLimits limits = new LocalLimits(1000);
        limits.decide(List.of(named("a"), named("b")), true);
        assertThat(limits.size()).isEqualTo(2);

        later(Duration.ofMinutes(31));

        assertThat(limits.size()).isZero();
    }

    @Test
    void memoryIsBounded() {
        LocalLimits limits = new LocalLimits(100);
        for (int i = 0; i < 10_000; i++) {
            limits.decide(List.of(named("subject-" + i)), true);
        }
        assertThat(limits.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void aPermitGivenBackLeavesNothingBehind() {
        LocalLimits limits = new LocalLimits(100);
        limits.decide(List.of(named("a")), true);
        limits.giveBack(List.of(named("a"), named("never taken")));
        assertThat(limits.size()).isZero();
    }

    private static NamedLimit named(String name) {
        return new NamedLimit(name, new Limit("a", name, 2, Duration.ofHours(1)));
    }
}
