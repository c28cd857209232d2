package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.FreezableProxy;
import io.github.keycloakporter.redis.LogOf;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Redis that answers, but not with what was asked for: the node says why, and works again without a restart. */
@Tag("slow")
class RedisRecoveryTest {

    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final String OPTION = "--spi-redis-connection--lettuce--";

    @TempDir
    Path directory;

    private static void works(TestNode node) {
        byte[] key = node.redis().key("test", "works");
        // what a test did may not be known yet: then the state is still up, and a call fails
        await().atMost(SECONDS)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .untilAsserted(() -> {
                    node.redis().call("test.set", commands -> commands.psetex(key, 60_000, key));
                    assertThat(node.connections().state().up()).isTrue();
                });
    }

    private static void fails(TestNode node, String... words) {
        await().atMost(SECONDS).untilAsserted(() -> assertThat(
                        node.connections().state().problem().orElse(""))
                .contains(words));
        assertThat(node.connections().state().phase()).isEqualTo(RedisState.Phase.DOWN);
        assertThat(node.connections().getOperationalInfo())
                .containsEntry("state", "down")
                .hasEntrySatisfying("problem", problem -> assertThat(problem).contains(words));
    }

    @Test
    void aNameThatLeadsFromADemotedPrimaryToTheNewOne() {
        try (EmbeddedRedis old = new EmbeddedRedis();
                EmbeddedRedis promoted = new EmbeddedRedis();
                FreezableProxy name = new FreezableProxy(old.port());
                TestNode node = new TestNode("uri", name.uri())) {
            works(node);

            old.ask("REPLICAOF", "127.0.0.1", String.valueOf(promoted.port()));
            fails(node, "READONLY", "replica");
            // the old primary lives, and so do the connections to it
            name.redirect(promoted.port());

            works(node);
            assertThat(promoted.ask("INFO", "clients")).contains("connected_clients:3");
        }
    }

    /** Sentinel promotes another server first, and tells the old one seconds later: until then it answers reads with the past. */
    @Test
    void aPrimaryThatDoesNotKnowYetThatItWasReplaced() {
        try (EmbeddedRedis old = new EmbeddedRedis();
                EmbeddedRedis promoted = new EmbeddedRedis();
                FreezableProxy name = new FreezableProxy(old.port());
                TestNode node = new TestNode("uri", name.uri())) {
            works(node);

            old.ask("CONFIG", "SET", "min-replicas-to-write", "1");
            fails(node, "NOREPLICAS", "replica");
            assertThatThrownBy(() -> node.redis().call("test.get", commands -> commands.get(new byte[] {1})))
                    .as("nothing is read from it")
                    .isInstanceOf(StoreUnavailableException.class);
            name.redirect(promoted.port());

            works(node);
        }
    }

    @Test
    void aReplicaThatLostItsPrimary() {
        try (EmbeddedRedis replica = new EmbeddedRedis("replica-serve-stale-data no");
                TestNode node = new TestNode("uri", replica.uri())) {
            works(node);

            replica.ask("REPLICAOF", "127.0.0.1", String.valueOf(EmbeddedRedis.freePort()));
            fails(node, "MASTERDOWN", "replica", OPTION + "uri");
            replica.ask("REPLICAOF", "NO", "ONE");

            works(node);
        }
    }

    @Test
    void aServerThatStillLoadsItsData() {
        String[] settings = {"dir " + directory, "dbfilename some.rdb", "rdbcompression no"};
        try (EmbeddedRedis before = new EmbeddedRedis(settings)) {
            before.ask("DEBUG", "POPULATE", "300", "some", "100000");
            before.ask("SAVE");
        }
        int port = EmbeddedRedis.freePort();
        try (TestNode node = new TestNode("host", "127.0.0.1", "port", String.valueOf(port))) {
            CompletableFuture<EmbeddedRedis> starting = CompletableFuture.supplyAsync(
                    () -> new EmbeddedRedis(port, "dir " + directory, "dbfilename some.rdb", "key-load-delay 20000"));
            fails(node, "LOADING");
            try (EmbeddedRedis loaded = starting.join()) {
                works(node);
            }
        }
    }

    @Test
    void aClusterWithoutAllItsSlots() {
        int port = EmbeddedRedis.freeClusterPort();
        try (EmbeddedRedis server = new EmbeddedRedis(
                        port, "cluster-enabled yes", "dir " + directory, "cluster-config-file n.conf");
                TestNode node = new TestNode("uri", server.uri(), "cluster", "true")) {
            server.ask(Stream.concat(
                            Stream.of("CLUSTER", "ADDSLOTS"),
                            IntStream.range(0, 16_384).mapToObj(String::valueOf))
                    .toArray(String[]::new));
            works(node);

            server.ask("CLUSTER", "DELSLOTS", "5");
            fails(node, "CLUSTERDOWN", "CLUSTER INFO");
            server.ask("CLUSTER", "ADDSLOTS", "5");

            works(node);
        }
    }

    @Test
    void aPasswordThatWasRotated() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "before-1\n");
        try (EmbeddedRedis redis = new EmbeddedRedis("user porter on >before-1 ~porter:* +@all");
                TestNode node =
                        new TestNode("uri", redis.uri(), "username", "porter", "passwordFile", file.toString());
                LogOf log = new LogOf(RedisMonitor.class)) {
            works(node);

            redis.ask("ACL", "SETUSER", "porter", "resetpass", ">after-2");
            redis.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            fails(node, "WRONGPASS", OPTION + "password-file");
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN") && line.contains("WRONGPASS"))
                    .hasSize(1);
            Files.writeString(file, "after-2\n");

            works(node);
            assertThat(log.lines()).noneMatch(line -> line.contains("before-1") || line.contains("after-2"));
        }
    }

    /** The steps of docs/operations/secrets.md: a user may have two passwords for a while. */
    @Test
    void aPasswordThatIsReplacedWithoutAnOutage() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "before-1\n");
        try (EmbeddedRedis redis = new EmbeddedRedis("user porter on >before-1 ~porter:* +@all");
                TestNode node =
                        new TestNode("uri", redis.uri(), "username", "porter", "passwordFile", file.toString());
                LogOf log = new LogOf(RedisMonitor.class)) {
            works(node);

            redis.ask("ACL", "SETUSER", "porter", ">after-2");
            Files.writeString(file, "after-2\n");
            redis.ask("ACL", "SETUSER", "porter", "<before-1");
            works(node);
            redis.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

            works(node);
            assertThat(log.lines()).noneMatch(line -> line.contains("WRONGPASS"));
        }
    }

    @Test
    void aUserThatWasDeletedAndCreatedAgain() {
        try (EmbeddedRedis redis = new EmbeddedRedis("user porter on >word ~porter:* +@all");
                TestNode node = new TestNode("uri", redis.uri(), "username", "porter", "password", "word")) {
            works(node);
            redis.ask("ACL", "DELUSER", "porter");
            fails(node, "WRONGPASS", OPTION + "username", OPTION + "password");
            redis.ask("ACL", "SETUSER", "porter", "on", ">word", "~porter:*", "+@all");
            works(node);
        }
    }

    static Stream<Path> executables() {
        return EmbeddedRedis.executables();
    }

    @ParameterizedTest
    @MethodSource("executables")
    void aFullServer(Path executable) {
        try (EmbeddedRedis redis = new EmbeddedRedis(executable, EmbeddedRedis.freePort());
                TestNode node = new TestNode("uri", redis.uri())) {
            works(node);
            redis.ask("CONFIG", "SET", "maxmemory", "1");
            fails(node, "OOM", "maxmemory", OPTION + "uri");
            redis.ask("CONFIG", "SET", "maxmemory", "0");
            works(node);
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void aRightThatIsTakenAway(Path executable) {
        try (EmbeddedRedis redis = new EmbeddedRedis(
                        executable, EmbeddedRedis.freePort(), "user porter on >word ~porter:* +@all");
                TestNode node = new TestNode("uri", redis.uri(), "username", "porter", "password", "word")) {
            works(node);
            redis.ask("ACL", "SETUSER", "porter", "-set", "-evalsha");
            fails(node, "NOPERM", "+set", "+evalsha");
            redis.ask("ACL", "SETUSER", "porter", "+set", "+evalsha");
            works(node);
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void aRightThatIsMissingAtTheStart(Path executable) {
        try (EmbeddedRedis redis = new EmbeddedRedis(
                        executable, EmbeddedRedis.freePort(), "user porter on >word ~porter:* +@all -getdel -mget");
                TestNode node = new TestNode("uri", redis.uri(), "username", "porter", "password", "word")) {
            fails(node, "NOPERM", "+getdel +mget (");
            assertThat(node.connections().state().workedOnce()).isFalse();
            redis.ask("ACL", "SETUSER", "porter", "+getdel", "+mget");
            works(node);
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void aPrefixThatTheUserMayNotUse(Path executable) {
        try (EmbeddedRedis redis =
                        new EmbeddedRedis(executable, EmbeddedRedis.freePort(), "user porter on >word ~other:* +@all");
                TestNode node = new TestNode("uri", redis.uri(), "username", "porter", "password", "word")) {
            fails(node, OPTION + "key-prefix", "~porter:*");
            redis.ask("ACL", "SETUSER", "porter", "~porter:*");
            works(node);
        }
    }

    @Test
    void aNodeIsNotReadyBeforeItsFirstAnswerWhateverHealthSays() {
        int port = EmbeddedRedis.freePort();
        try (TestNode node = new TestNode("host", "127.0.0.1", "port", String.valueOf(port))) {
            fails(node, "refused", OPTION + "uri");
            assertThat(node.connections().state().ready(false)).isFalse();
            try (EmbeddedRedis redis = new EmbeddedRedis(port)) {
                works(node);
                assertThat(node.connections().state().ready(false)).isTrue();
            }
            fails(node, "refused");
            assertThat(node.connections().state().ready(false)).isTrue();
            assertThat(node.connections().state().ready(true)).isFalse();
        }
    }

    @Test
    void aRequestIsRefusedInOneLine() {
        int port = EmbeddedRedis.freePort();
        try (TestNode node = new TestNode("host", "127.0.0.1", "port", String.valueOf(port))) {
            fails(node, "refused");
            assertThatThrownBy(() -> node.redis().call("test.ping", commands -> commands.ping()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasNoCause()
                    .hasMessageContaining("Connection refused")
                    .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
        }
    }
}
