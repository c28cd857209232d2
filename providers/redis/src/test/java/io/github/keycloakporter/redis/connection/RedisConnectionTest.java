package io.github.keycloakporter.redis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisConnectionTest {

    private static final String PASSWORD = "correct-horse";

    private static EmbeddedRedis server;
    private static TestNode node;
    private static RedisConnection redis;

    @BeforeAll
    static void start() {
        server = new EmbeddedRedis("user porter on >" + PASSWORD + " ~porter-test:* +@all", "user default off");
        node = new TestNode(
                "uri", server.uri(), "username", "porter", "password", PASSWORD, "keyPrefix", "porter-test");
        redis = node.redis();
    }

    @AfterAll
    static void stop() {
        node.close();
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void aCommandIsAnswered() {
        byte[] key = redis.key("test", "a", "b");
        redis.call("test.set", commands -> commands.set(key, new byte[] {0, -1, 13, 10}));

        assertThat(key).asString(UTF_8).isEqualTo("porter-test:test:a:b");
        byte[] found = redis.call("test.get", commands -> commands.get(key));
        assertThat(found).containsExactly(0, -1, 13, 10);
        byte[] none = redis.call("test.get", commands -> commands.get(redis.key("test", "none")));
        assertThat(none).isNull();
    }

    @Test
    void scriptsAnswerNumbersAndTables() {
        byte[] key = redis.key("test", "script");
        RedisScript<Long> number = RedisScript.number(RedisConnectionTest.class, "test-number");
        RedisScript<List<Object>> list = RedisScript.list(RedisConnectionTest.class, "test-list");

        assertThat(redis.run(number, List.of(key), bytes("40"))).isEqualTo(40);
        assertThat(redis.run(number, List.of(key), bytes("2"))).isEqualTo(42);
        assertThat(redis.run(list, List.of(key), bytes("x"))).containsExactly(1L, bytes("42"), bytes("x"), null);
    }

    @Test
    void aScriptRedisForgotIsTaughtAgain() {
        byte[] key = redis.key("test", "flushed");
        RedisScript<Long> number = RedisScript.number(RedisConnectionTest.class, "test-number");
        assertThat(redis.run(number, List.of(key), bytes("1"))).isEqualTo(1);

        redis.call("test.flush", commands -> commands.scriptFlush());

        assertThat(redis.run(number, List.of(key), bytes("1"))).isEqualTo(2);
    }

    @Test
    void aScriptThatIsNotThereIsAMistakeOfTheDeveloper() {
        assertThatThrownBy(() -> RedisScript.number(RedisConnectionTest.class, "none"))
                .hasMessageContaining("none.lua");
    }

    @Test
    void whatRedisRefusesIsUnavailableAndRepeatsNothing() {
        RedisScript<Long> broken = RedisScript.number(RedisConnectionTest.class, "test-broken");
        byte[] key = redis.key("test", "secret-key");

        assertThatThrownBy(() -> redis.run(broken, List.of(key), bytes("secret-value")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("test-broken")
                .hasMessageContaining("127.0.0.1:" + server.port())
                .satisfies(RedisConnectionTest::isSafeToLog);
        assertThatThrownBy(() -> redis.call("test.foreign", commands -> commands.get(bytes("other:secret-key"))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("NOPERM")
                .satisfies(RedisConnectionTest::isSafeToLog);
    }

    @Test
    void aWrongPasswordIsUnavailableAndNeverShown() {
        try (TestNode wrong = new TestNode("uri", server.uri(), "username", "porter", "password", "secret-guess")) {
            assertThatThrownBy(() -> wrong.redis().call("test.get", commands -> commands.get(bytes("a"))))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("WRONGPASS")
                    .satisfies(RedisConnectionTest::isSafeToLog);
            await().until(() -> wrong.connections().state().phase() == RedisState.Phase.DOWN);
            assertThat(wrong.connections().getOperationalInfo().toString()).doesNotContain("secret");
        }
    }

    @Test
    void whatAnAdministratorSeesHasNoSecret() {
        await().until(() -> node.connections().state().up()
                && !node.connections().state().version().equals(RedisState.UNKNOWN_VERSION));

        assertThat(node.connections().getOperationalInfo())
                .containsEntry("host", "127.0.0.1:" + server.port())
                .containsEntry("mode", "standalone")
                .containsEntry("tls", "false")
                .containsEntry("state", "up")
                .hasEntrySatisfying("version", version -> assertThat(version).startsWith("6.2"))
                .doesNotContainValue(PASSWORD)
                .doesNotContainValue("porter");
    }

    @Test
    void callsAreMeasured() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            redis.call("test.measured", commands -> commands.ping());
            assertThatThrownBy(() -> redis.call("test.measured", commands -> commands.get(bytes("foreign"))))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(registry.get("porter.redis.command")
                            .tags("operation", "test.measured", "outcome", "answered")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("porter.redis.errors")
                            .tags("operation", "test.measured", "error", "refused")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find("porter.redis.up").gauge()).isNotNull();
            assertThat(registry.find("porter.redis.connections.open").gauge()).isNotNull();
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    private static void isSafeToLog(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("secret");
    }
}
