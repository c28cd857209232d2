package io.github.keycloakporter.redis.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.limit.TestLimits;
import io.github.keycloakporter.redis.link.TestLinks;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.RealmModel;

/** Keys are counted by one node, and both show the same. */
@Tag("slow")
class KeyCensusTest {

    private static final RealmModel REALM = TestRealm.withId("porter");

    @TempDir
    Path directory;

    private final Random random = new Random(1);

    static Stream<Arguments> servers() {
        Path newest = EmbeddedRedis.executables().reduce((first, last) -> last).orElse(null);
        return Stream.of(Arguments.of(null, false), Arguments.of(newest, true));
    }

    private EmbeddedRedis server(Path executable, boolean cluster) {
        if (!cluster) {
            return new EmbeddedRedis(executable, EmbeddedRedis.freePort());
        }
        EmbeddedRedis server = new EmbeddedRedis(
                executable, EmbeddedRedis.freeClusterPort(), "cluster-enabled yes", "dir " + directory);
        server.ask(Stream.concat(
                        Stream.of("CLUSTER", "ADDSLOTS"),
                        IntStream.range(0, 16_384).mapToObj(String::valueOf))
                .toArray(String[]::new));
        await().until(() -> server.ask("CLUSTER", "INFO").contains("cluster_state:ok"));
        return server;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyKindIsCountedByOneNodeForAll(Path executable, boolean cluster) {
        try (EmbeddedRedis redis = server(executable, cluster);
                Node first = new Node(redis.uri(), cluster);
                Node second = new Node(redis.uri(), cluster)) {
            ActionLinkProvider links = TestLinks.on(first.redis);
            LinkRequest ada = TestLinks.request(random, Duration.ofHours(1));
            links.issue(REALM, ada);
            for (int i = 0; i < 1_000; i++) {
                links.issue(REALM, TestLinks.request(random, Duration.ofHours(1)));
            }
            links.claim(
                    REALM,
                    links.issue(REALM, TestLinks.request(random, Duration.ofHours(1)))
                            .orElseThrow()
                            .token());
            links.revokeAll(REALM, ada.userId());
            TestLimits.on(first.redis)
                    .acquire(REALM, List.of(new Limit("verify-email.user", "ada", 5, Duration.ofHours(1))));
            first.set("single-use", "a", 60_000);
            first.set("revoked", "a", 60_000);
            first.set("strange", "a", 60_000);
            byte[] eternal = first.redis.key("limit", "for-ever");
            first.redis.call("test.set", commands -> commands.set(eternal, eternal));

            first.census.start();
            second.census.start();

            for (Node node : List.of(first, second)) {
                await().untilAsserted(() ->
                        assertThat(node.figure("porter.redis.keys", "link")).isEqualTo(1_000));
                assertThat(node.figure("porter.redis.keys", "code")).isEqualTo(1_000);
                assertThat(node.figure("porter.redis.keys", "link-fate")).isEqualTo(1_002);
                // of a user whose links are all cancelled nothing is left; one whose link was used keeps a record
                assertThat(node.figure("porter.redis.keys", "link-record")).isEqualTo(1_001);
                assertThat(node.figure("porter.redis.keys", "limit")).isEqualTo(2);
                assertThat(node.figure("porter.redis.keys", "single-use")).isEqualTo(1);
                assertThat(node.figure("porter.redis.keys", "revoked")).isEqualTo(1);
                assertThat(node.figure("porter.redis.keys", "other")).isGreaterThanOrEqualTo(1);
                assertThat(node.figure("porter.redis.keys.without.expiry", "limit"))
                        .isEqualTo(1);
                assertThat(node.figure("porter.redis.keys.without.expiry", "link"))
                        .isZero();
                assertThat(node.figure("porter.redis.keys.ttl.seconds", "link")).isBetween(3_500.0, 3_600.0);
                assertThat(node.registry
                                .get("porter.redis.keys.age.seconds")
                                .gauge()
                                .value())
                        .isBetween(0.0, 30.0);
            }
            assertThat(first.counted() + second.counted()).as("steps").isGreaterThan(0);
        }
    }

    @Test
    void whatExpiredUnusedIsCountedOnce() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                Node first = new Node(redis.uri(), false);
                Node second = new Node(redis.uri(), false)) {
            first.census.start();
            second.census.start();
            await().until(() -> first.figure("porter.redis.keys", "link") == 0);
            ActionLinkProvider links = TestLinks.on(first.redis);
            for (int i = 0; i < 3; i++) {
                links.issue(REALM, TestLinks.request(random, Duration.ofSeconds(1)));
            }
            links.claim(
                    REALM,
                    links.issue(REALM, TestLinks.request(random, Duration.ofSeconds(1)))
                            .orElseThrow()
                            .token());
            links.issue(REALM, TestLinks.request(random, Duration.ofHours(1)));

            await().until(() -> first.expired() + second.expired() == 3);
            await().pollDelay(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(first.expired() + second.expired())
                    .isEqualTo(3));
        }
    }

    /** A node of a cluster that counts each half second. */
    private static final class Node implements AutoCloseable {

        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final RedisMonitor monitor;
        private final RedisMetrics metrics;
        private final RedisConnection redis;
        private final KeyCensus census;

        Node(String uri, boolean cluster) {
            RedisConfig config = RedisConfig.from(MapScope.of(
                    "uri", uri, "cluster", String.valueOf(cluster), "commandTimeout", "10s", "connectTimeout", "10s"));
            monitor = new RedisMonitor(config);
            metrics = new RedisMetrics(registry, monitor.connections(), monitor::state);
            redis = new LettuceConnection(monitor.connections(), metrics, config);
            census = new KeyCensus(redis, monitor.connections(), config, Duration.ofMillis(500), registry);
            monitor.start();
            await().until(() -> monitor.state().up());
        }

        void set(String kind, String part, long millis) {
            byte[] key = redis.key(kind, part);
            redis.call("test.set", commands -> commands.psetex(key, millis, "1".getBytes(US_ASCII)));
        }

        double figure(String name, String kind) {
            return registry.get(name).tag("kind", kind).gauge().value();
        }

        double expired() {
            return registry.get("porter.links.expired.unused").counter().count();
        }

        long counted() {
            return registry.find("porter.redis.command").tag("operation", "key-count").timers().stream()
                    .mapToLong(timer -> timer.count())
                    .sum();
        }

        @Override
        public void close() {
            census.close();
            metrics.close();
            monitor.close();
        }
    }
}
