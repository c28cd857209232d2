package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three masters that share the slots. */
class RedisClusterTest {

    private static final int SLOTS = 16384;
    private static final int MASTERS = 3;

    private static final List<EmbeddedRedis> masters = new ArrayList<>();
    private static TestNode node;

    @BeforeAll
    static void start() {
        for (int i = 0; i < MASTERS; i++) {
            int port = EmbeddedRedis.freeClusterPort();
            masters.add(new EmbeddedRedis(
                    port,
                    "cluster-enabled yes",
                    "cluster-node-timeout 2000",
                    "cluster-config-file nodes-" + port + ".conf"));
        }
        for (int i = 0; i < MASTERS; i++) {
            masters.get(i)
                    .ask(Stream.concat(
                                    Stream.of("CLUSTER", "ADDSLOTS"),
                                    IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS)
                                            .mapToObj(String::valueOf))
                            .toArray(String[]::new));
            masters.get(i)
                    .ask(
                            "CLUSTER",
                            "MEET",
                            "127.0.0.1",
                            String.valueOf(masters.get(0).port()));
        }
        for (EmbeddedRedis server : masters) {
            await().atMost(Duration.ofSeconds(30)).until(() -> isWhole(server.ask("CLUSTER", "INFO")));
        }
        node = new TestNode(
                "uri",
                "redis://" + masters.stream().map(m -> "127.0.0.1:" + m.port()).collect(Collectors.joining(",")),
                "cluster",
                "true",
                "commandTimeout",
                "5s");
    }

    private static boolean isWhole(String info) {
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
    }

    @AfterAll
    static void stop() {
        node.close();
        masters.forEach(EmbeddedRedis::close);
    }

    @Test
    void everyKeyFindsItsMaster() {
        RedisConnection redis = node.redis();
        for (int i = 0; i < 100; i++) {
            byte[] key = redis.key("test", String.valueOf(i));
            redis.call("test.set", commands -> commands.set(key, key));
            byte[] found = redis.call("test.getdel", commands -> commands.getdel(key));
            assertThat(found).isEqualTo(key);
        }
        assertThat(node.connections().getOperationalInfo()).containsEntry("mode", "cluster");
    }

    @Test
    void aScriptRunsWhereItsKeysAre() {
        RedisConnection redis = node.redis();
        RedisScript<Long> number = RedisScript.number(RedisConnectionTest.class, "test-number");
        byte[] one = "1".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 30; i++) {
            assertThat(redis.run(number, List.of(redis.key("test", "{script" + i + "}")), one))
                    .isEqualTo(1);
        }
    }

    @Test
    void aNodeOfAClusterAsksForTheOption() {
        try (TestNode alone = new TestNode("uri", masters.get(0).uri())) {
            await().untilAsserted(() -> assertThat(
                            alone.connections().state().problem().orElse(""))
                    .contains("--spi-redis-connection--lettuce--cluster=true"));
        }
    }
}
