package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.LogOf;
import io.github.keycloakporter.redis.ShippedAcl;
import io.github.keycloakporter.redis.TestNode;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.embedded.RedisSentinel;

/** The shipped ACL is enough in every mode, and nothing is reported as missing. */
@Tag("slow")
class RedisAclTest {

    /** All that Porter asks a Sentinel for. */
    private static final String GUARD =
            "ACL SETUSER guard on >word -@all +auth +hello +client|setname" + " +sentinel|get-master-addr-by-name";

    @TempDir
    Path directory;

    static Stream<Path> executables() {
        return EmbeddedRedis.executables();
    }

    private static void isEnough(String uri, String... options) {
        String[] all = Stream.concat(
                        Stream.of("uri", uri, "username", "porter", "password", ShippedAcl.PASSWORD),
                        Stream.of(options))
                .toArray(String[]::new);
        try (LogOf log = new LogOf(RedisMonitor.class);
                TestNode node = new TestNode(all)) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                RedisState state = node.connections().state();
                assertThat(state.problem()).isEmpty();
                assertThat(state.up()).isTrue();
                assertThat(state.version()).isNotEqualTo(RedisState.UNKNOWN_VERSION);
            });
            assertThat(log.lines()).noneMatch(line -> line.contains("NOPERM") || line.contains("ACL"));
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void ofOneServer(Path executable) throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(executable, EmbeddedRedis.freePort(), ShippedAcl.in(directory))) {
            isEnough(redis.uri());
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void ofACluster(Path executable) throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(
                executable,
                EmbeddedRedis.freeClusterPort(),
                ShippedAcl.in(directory),
                "cluster-enabled yes",
                "dir " + directory)) {
            EmbeddedRedis.askAt(
                    ShippedAcl.adminUri(redis),
                    Stream.concat(
                                    Stream.of("CLUSTER", "ADDSLOTS"),
                                    IntStream.range(0, 16_384).mapToObj(String::valueOf))
                            .toArray(String[]::new));
            isEnough(redis.uri(), "cluster", "true");

            EmbeddedRedis.askAt(ShippedAcl.adminUri(redis), "ACL", "SETUSER", "porter", "-cluster");
            try (TestNode node = new TestNode(
                    "uri", redis.uri(), "cluster", "true", "username", "porter", "password", ShippedAcl.PASSWORD)) {
                await().untilAsserted(() -> assertThat(
                                node.connections().state().problem().orElse(""))
                        .contains("NOPERM", "+cluster|nodes"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void withSentinels(Path executable) throws Exception {
        String acl = ShippedAcl.in(directory);
        try (EmbeddedRedis primary = new EmbeddedRedis(executable, EmbeddedRedis.freePort(), acl);
                EmbeddedRedis replica = new EmbeddedRedis(
                        executable,
                        EmbeddedRedis.freePort(),
                        acl,
                        "masteruser replica",
                        "masterauth replica",
                        "replicaof 127.0.0.1 " + primary.port())) {
            await().until(() -> EmbeddedRedis.askAt(ShippedAcl.adminUri(replica), "INFO", "replication")
                    .contains("master_link_status:up"));
            int port = EmbeddedRedis.freePort();
            RedisSentinel sentinel = RedisSentinel.newRedisSentinel()
                    .port(port)
                    .bind("127.0.0.1")
                    .masterName("main")
                    .masterPort(primary.port())
                    .quorumSize(1)
                    .downAfterMilliseconds(500)
                    .failOverTimeout(2000)
                    .build();
            sentinel.start();
            try {
                String sentinels = "redis://127.0.0.1:" + port;
                EmbeddedRedis.askAt(sentinels, "SENTINEL", "SET", "main", "auth-user", "sentinel");
                EmbeddedRedis.askAt(sentinels, "SENTINEL", "SET", "main", "auth-pass", "sentinel");
                await().atMost(Duration.ofSeconds(30)).until(() -> EmbeddedRedis.askAt(sentinels, "INFO", "sentinel")
                        .contains("status=ok,address=127.0.0.1:" + primary.port() + ",slaves=1"));
                EmbeddedRedis.askAt(sentinels, GUARD.split(" "));
                EmbeddedRedis.askAt(sentinels, "ACL", "SETUSER", "default", "off");
                String[] login = {"sentinelUsername", "guard", "sentinelPassword", "word"};
                isEnough("redis-sentinel://127.0.0.1:" + port + "#main", login);
                primary.stop();

                // Sentinel closes all connections of a server to which it gives another role
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(RedisException.class)
                        .until(() -> EmbeddedRedis.askAt(ShippedAcl.adminUri(replica), "INFO", "replication")
                                .contains("role:master"));
                isEnough("redis-sentinel://127.0.0.1:" + port + "#main", login);
            } finally {
                sentinel.stop();
            }
        }
    }

    @Test
    void theDocumentationShowsTheShippedFile() throws IOException {
        assertThat(Files.readString(Path.of("..", "..", "docs", "redis.md")))
                .contains("```\n" + Files.readString(ShippedAcl.FILE) + "```");
    }
}
