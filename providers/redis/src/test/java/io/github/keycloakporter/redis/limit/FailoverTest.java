package io.github.keycloakporter.redis.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.FreezableProxy;
import io.github.keycloakporter.redis.LogOf;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.Race;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitUsage;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

/** Redis goes, and limits go on. */
class FailoverTest {

    private static final RealmModel REALM = TestRealm.withId("porter");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LimitNode limits = new LimitNode(LimitRules.defaults(), registry);

    @Test
    void limitsAreKeptWhileRedisIsGoneAndCountedInRedisAgainWhenItIsBack() {
        Limit limit = fresh(5);
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = node(redis.uri(), Duration.ofSeconds(2));
                LogOf log = new LogOf(Failover.class)) {
            assertThat(take(node, limit, 2)).isEqualTo(2);
            assertThat(local()).isZero();
            redis.stop();

            // what Redis knew is gone with it: the bucket is full, and it is a bucket
            assertThat(take(node, limit, 50)).isEqualTo(5);
            assertThat(local()).isEqualTo(1);
            assertThat(used(node, limit)).isEqualTo(5);
            limiter(node).giveBack(REALM, List.of(limit));
            assertThat(take(node, limit, 50)).isEqualTo(1);
            assertThat(take(node, fresh(3), 50)).isEqualTo(3);
            assertThat(log.lines()).singleElement().asString().contains("by this node alone");

            redis.start();
            await().atMost(SOON).until(() -> local() == 0);
            assertThat(take(node, limit, 50)).isEqualTo(5);
            assertThat(registry.get("porter.limits.fallbacks").counter().count())
                    .isEqualTo(1);
            assertThat(log.lines()).hasSize(2).last().asString().contains("in Redis again");
            assertThat(registry.get("porter.limits").tags("store", "local", "outcome", "denied").counters().stream()
                            .mapToDouble(Counter::count)
                            .sum())
                    .isGreaterThan(100);
        }
    }

    @Test
    void onlyTheFirstCallWaitsForARedisThatHangs() {
        Duration timeout = Duration.ofSeconds(1);
        try (EmbeddedRedis redis = new EmbeddedRedis();
                FreezableProxy network = new FreezableProxy(redis.port());
                TestNode node = node(network.uri(), timeout)) {
            await().atMost(SOON).until(() -> node.connections().state().up());
            assertThat(take(node, fresh(1), 1)).isEqualTo(1);
            network.freeze();
            Limit limit = fresh(10);
            limiter(node).check(REALM, List.of(limit));

            long start = System.nanoTime();
            assertThat(take(node, limit, 100)).isEqualTo(10);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(timeout);

            // the silent connections are given up, and new ones pass
            await().atMost(SOON).until(() -> local() == 0);
            assertThat(take(node, limit, 20)).isEqualTo(10);
        }
    }

    @Test
    void aCrowdThatMeetsTheOutageGetsNoMorePermitsThanThereAre() {
        Limit limit = fresh(10);
        try (EmbeddedRedis redis = new EmbeddedRedis();
                FreezableProxy network = new FreezableProxy(redis.port());
                TestNode node = node(network.uri(), Duration.ofMillis(500))) {
            await().atMost(SOON).until(() -> node.connections().state().up());
            network.freeze();

            List<Boolean> allowed = Race.of(
                    64,
                    i -> limiter(node).acquire(REALM, List.of(limit, fresh(1))).allowed());

            assertThat(Collections.frequency(allowed, true)).isEqualTo(10);
            assertThat(registry.get("porter.limits.fallbacks").counter().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aNodeThatStartsWithoutRedisLimits() {
        try (TestNode node = node("redis://127.0.0.1:" + EmbeddedRedis.freePort(), Duration.ofSeconds(1))) {
            assertThat(take(node, fresh(4), 20)).isEqualTo(4);
        }
    }

    @Test
    void aResetThatRedisDoesNotHearOfIsNotPromised() {
        Limit limit = fresh(3);
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = node(redis.uri(), Duration.ofSeconds(2))) {
            assertThat(take(node, limit, 1)).isEqualTo(1);
            redis.stop();
            assertThat(take(node, limit, 10)).isEqualTo(3);

            assertThatThrownBy(() -> limiter(node).reset(REALM, List.of(limit)))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(take(node, limit, 10)).isEqualTo(3);
        }
    }

    @Test
    void aScriptThatRedisForgotIsSentAgain() {
        Limit limit = fresh(5);
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = node(redis.uri(), Duration.ofSeconds(10))) {
            int taken = 0;
            for (int i = 0; i < 10; i++) {
                node.redis().call("test.forget", commands -> commands.scriptFlush());
                taken += take(node, limit, 1);
                assertThat(used(node, limit)).isEqualTo(Math.min(i + 1, 5));
            }
            assertThat(taken).isEqualTo(5);
            node.redis().call("test.forget", commands -> commands.scriptFlush());
            limiter(node).giveBack(REALM, List.of(limit));
            assertThat(used(node, limit)).isEqualTo(4);
            assertThat(local()).isZero();
        }
    }

    @Test
    void aNodeThatStartsAnewFindsWhatWasTaken() {
        Limit limit = fresh(5);
        try (EmbeddedRedis redis = new EmbeddedRedis()) {
            try (TestNode node = node(redis.uri(), Duration.ofSeconds(10))) {
                assertThat(take(node, limit, 3)).isEqualTo(3);
            }
            try (TestNode node = node(redis.uri(), Duration.ofSeconds(10));
                    LimitNode restarted = new LimitNode(LimitRules.defaults(), new SimpleMeterRegistry())) {
                RateLimiterProvider limiter = restarted.limiter(node.redis(), ContractNodes.SECRETS);
                assertThat(limiter.usage(REALM, List.of(limit)))
                        .extracting(LimitUsage::used)
                        .containsExactly(3);
            }
        }
    }

    private static TestNode node(String uri, Duration timeout) {
        return new TestNode("uri", uri, "commandTimeout", timeout.toMillis() + "ms", "connections", "1");
    }

    private RateLimiterProvider limiter(TestNode node) {
        return limits.limiter(node.redis(), ContractNodes.SECRETS);
    }

    private int take(TestNode node, Limit limit, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += limiter(node).acquire(REALM, List.of(limit)).allowed() ? 1 : 0;
        }
        return taken;
    }

    private int used(TestNode node, Limit limit) {
        return limiter(node).usage(REALM, List.of(limit)).get(0).used();
    }

    private double local() {
        return registry.get("porter.limits.fallback").gauge().value();
    }

    private static Limit fresh(int permits) {
        return new Limit("verify-email.user", UUID.randomUUID().toString(), permits, Duration.ofHours(10));
    }
}
