package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.FreezableProxy;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RedisOutageTest {

    /** What a busy machine may add to a time limit. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private static void works(TestNode node) {
        byte[] key = node.redis().key("test", "works");
        node.redis().call("test.set", commands -> commands.set(key, new byte[] {1}));
    }

    private static void worksAgain(TestNode node) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .untilAsserted(() -> works(node));
    }

    private static void isUnavailableWithin(TestNode node, Duration limit) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> works(node)).isInstanceOf(StoreUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
    }

    @Test
    void itFailsAtOnceWhileRedisIsGoneAndRecoversByItself() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = new TestNode("uri", redis.uri(), "commandTimeout", "500ms")) {
            await().until(() -> node.connections().state().up());
            works(node);
            redis.stop();

            for (int i = 0; i < 5; i++) {
                isUnavailableWithin(node, Duration.ofMillis(500));
            }
            await().until(() -> node.connections().state().phase() == RedisState.Phase.DOWN);

            redis.start();
            worksAgain(node);
            await().until(() -> node.connections().state().up());
        }
    }

    @Test
    void theStartWaitsNotForRedis() {
        int port = EmbeddedRedis.freePort();
        long start = System.nanoTime();
        try (TestNode node = new TestNode("host", "127.0.0.1", "port", String.valueOf(port), "commandTimeout", "1s")) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            isUnavailableWithin(node, Duration.ofSeconds(1));
            try (EmbeddedRedis redis = new EmbeddedRedis(port)) {
                worksAgain(node);
            }
        }
    }

    @Test
    void theFirstRequestWaitsForTheFirstConnection() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = new TestNode("uri", redis.uri(), "commandTimeout", "10s")) {
            works(node);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpAfterTheCommandTimeout() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                FreezableProxy network = new FreezableProxy(redis.port());
                TestNode node = new TestNode("uri", network.uri(), "commandTimeout", "300ms", "connections", "1")) {
            await().until(() -> node.connections().state().up());
            works(node);
            network.freeze();

            isUnavailableWithin(node, Duration.ofMillis(300));
            // the old connections stay silent for ever: only new ones can work again
            worksAgain(node);
        }
    }

    @Test
    void theConnectTimeoutIsNotTheCommands() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = new TestNode("uri", redis.uri(), "connectTimeout", "1s", "commandTimeout", "10s")) {
            works(node);
            byte[] key = node.redis().key("test", "empty");
            Object nothing = node.redis().call("test.blpop", commands -> commands.blpop(2, key));
            assertThat(nothing).isNull();
        }
    }

    @Test
    void whatWasOnItsWayWhenTheConnectionBrokeIsNotSentAgain() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                FreezableProxy network = new FreezableProxy(redis.port());
                TestNode node = new TestNode("uri", network.uri(), "commandTimeout", "30s", "connections", "1")) {
            works(node);
            byte[] key = node.redis().key("test", "counted");
            network.freeze();
            CompletableFuture<Long> incremented =
                    CompletableFuture.supplyAsync(() -> node.redis().call("test.incr", commands -> commands.incr(key)));
            await().until(() -> network.swallowed() > 0);

            network.cut();

            assertThat(incremented)
                    .failsWithin(Duration.ofSeconds(2))
                    .withThrowableThat()
                    .withCauseInstanceOf(StoreUnavailableException.class);
            worksAgain(node);
            byte[] count = node.redis().call("test.get", commands -> commands.get(key));
            assertThat(count).isNull();
        }
    }

    @Test
    void anInterruptedCallerIsToldAndStaysInterrupted() throws InterruptedException {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                FreezableProxy network = new FreezableProxy(redis.port());
                TestNode node = new TestNode("uri", network.uri(), "commandTimeout", "30s", "connections", "1")) {
            works(node);
            network.freeze();
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                assertThatThrownBy(() -> works(node)).isInstanceOf(StoreUnavailableException.class);
                interrupted.complete(Thread.interrupted());
            });
            caller.start();
            await().until(() -> network.swallowed() > 0);

            caller.interrupt();

            assertThat(interrupted).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(true);
            caller.join();
        }
    }

    @Test
    void aClosedNodeRefusesAndCanBeClosedTwice() {
        try (EmbeddedRedis redis = new EmbeddedRedis();
                TestNode node = new TestNode("uri", redis.uri())) {
            works(node);
            node.close();
            isUnavailableWithin(node, Duration.ofSeconds(1));
        }
    }
}
