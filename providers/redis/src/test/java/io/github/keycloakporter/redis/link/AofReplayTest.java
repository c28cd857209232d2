package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.ShippedAcl;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.limit.TestLimits;
import io.github.keycloakporter.redis.token.RedisRevokedTokenProviderFactory;
import io.github.keycloakporter.redis.token.RedisSingleUseObjectProviderFactory;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;

/** Redis starts again and reads its append-only file, with the users of the shipped ACL. */
@Tag("slow")
class AofReplayTest {

    private static final RealmModel REALM = TestRealm.withId("porter");
    private static final List<Limit> LIMITS = List.of(
            new Limit("verify-email.user", "ada", 5, Duration.ofHours(1)),
            new Limit("verify-email.address", "ada@example.org", 5, Duration.ofHours(1)));

    @TempDir
    Path directory;

    static Stream<Path> executables() {
        return EmbeddedRedis.executables();
    }

    @ParameterizedTest
    @MethodSource("executables")
    void everythingIsWholeAfterwards(Path executable) throws Exception {
        try (EmbeddedRedis redis = redis(executable, ShippedAcl.in(directory));
                TestNode node = node(redis)) {
            limitsAndTokens(node);
            ActionLinkProvider links = RedisActionLinkTest.on(node.redis());
            SampleLink ada = SampleLink.random(new Random(1));
            SampleLink ben = SampleLink.random(new Random(2));
            links.issue(REALM, ada.request());
            String link = links.issue(REALM, ada.request()).orElseThrow().token();
            links.issue(REALM, ben.request());
            links.claimCode(REALM, ben.userId(), SampleLink.PURPOSE, "wrong", SampleLink.BINDING);
            Map<String, String> before = stored(redis);

            restart(redis, node);

            Map<String, String> after = stored(redis);
            assertThat(after).isEqualTo(before).hasSizeGreaterThan(8);
            assertThat(links.claim(REALM, link).link()).isPresent();
            assertThat(TestLimits.on(node.redis()).usage(REALM, LIMITS))
                    .allSatisfy(usage -> assertThat(usage.used()).isEqualTo(2));
        }
    }

    /** Redis drops what scripts wrote in several commands. What is left must not be half a value or stay for ever. */
    @ParameterizedTest
    @MethodSource("executables")
    void whereTheDefaultUserHasNoRightsNothingStaysForEver(Path executable) throws Exception {
        try (EmbeddedRedis redis = redis(executable, ShippedAcl.withoutRightsOfDefault(directory));
                TestNode node = node(redis)) {
            limitsAndTokens(node);

            restart(redis, node);

            stored(redis);
            RateLimiterProvider limiter = TestLimits.on(node.redis());
            for (int i = 0; i < 3; i++) {
                assertThat(limiter.acquire(REALM, LIMITS).allowed()).isTrue();
            }
            stored(redis);
        }
    }

    private static void restart(EmbeddedRedis redis, TestNode node) {
        redis.stop();
        // a node that has not noticed the outage would still have its closed connections
        await().until(() -> !node.connections().state().up());
        redis.start();
        await().until(() -> node.connections().state().up());
    }

    private EmbeddedRedis redis(Path executable, String acl) {
        return new EmbeddedRedis(
                executable, EmbeddedRedis.freePort(), acl, "dir " + directory, "appendonly yes", "appendfsync always");
    }

    private static TestNode node(EmbeddedRedis redis) {
        TestNode node = new TestNode("uri", redis.uri(), "username", "porter", "password", ShippedAcl.PASSWORD);
        await().until(() -> node.connections().state().up());
        return node;
    }

    private static void limitsAndTokens(TestNode node) {
        RateLimiterProvider limiter = TestLimits.on(node.redis());
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.acquire(REALM, LIMITS).allowed()).isTrue();
        }
        limiter.giveBack(REALM, LIMITS);
        RedisSingleUseObjectProviderFactory objects = node.started(new RedisSingleUseObjectProviderFactory());
        committed(node, objects, store -> store.put("code", 600, Map.of("a", "1")));
        committed(node, objects, store -> store.replace("code", Map.of("a", "2")));
        committed(node, objects, store -> store.putIfAbsent("jti", 600));
        node.started(new RedisRevokedTokenProviderFactory())
                .create(node.session())
                .put("token", 600);
    }

    private static void committed(
            TestNode node, RedisSingleUseObjectProviderFactory objects, Consumer<SingleUseObjectProvider> work) {
        KeycloakSession session = node.session();
        work.accept(objects.create(session));
        session.getTransactionManager().commit();
    }

    /** All keys with their values; each has to have an end. */
    private static Map<String, String> stored(EmbeddedRedis redis) {
        try (TestNode admin = new TestNode("uri", ShippedAcl.adminUri(redis))) {
            Map<String, String> stored = new TreeMap<>();
            List<byte[]> keys =
                    admin.redis().call("test.keys", commands -> commands.keys("*".getBytes(StandardCharsets.US_ASCII)));
            for (byte[] key : keys) {
                String name = new String(key, StandardCharsets.US_ASCII);
                byte[] value = admin.redis().call("test.dump", commands -> commands.dump(key));
                stored.put(name, HexFormat.of().formatHex(value));
                long life = admin.redis().call("test.pttl", commands -> commands.pttl(key));
                assertThat(life).as(name).isPositive();
            }
            return stored;
        }
    }
}
