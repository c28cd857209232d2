package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedisReplicationTest {

    @TempDir
    Path dir;

    @Test
    void theReplicaTakesOverFromADeadPrimaryAndKeepsItsData() throws Exception {
        try (RedisReplication redis = RedisReplication.start(dir)) {
            RedisServer first = redis.primary();
            inSync(redis);
            first.ask("SET key value");
            soon().until(() -> redis.replica().ask("GET key").equals("value"));

            first.kill();
            soon().until(() -> redis.primary() != first);
            soon().until(() -> redis.primary().ask("SET key other").equals("OK"));

            first.restart();
            soon().until(() -> first.ask("INFO replication").contains("role:slave"));
            soon().until(() -> first.ask("GET key").equals("other"));
        }
    }

    @Test
    void aPrimaryThatNobodyFollowsTakesNoWrites() throws Exception {
        try (RedisReplication redis = RedisReplication.start(dir)) {
            inSync(redis);
            RedisServer first = redis.primary();
            redis.sentinels().forEach(RedisServer::kill);
            redis.servers().stream().filter(server -> server != first).forEach(RedisServer::kill);
            soon().until(() -> first.ask("SET key value").startsWith("NOREPLICAS"));
        }
    }

    @Test
    void theReplicaTakesOverFromAPrimaryBehindASilentNetwork() {
        try (RedisReplication redis = RedisReplication.start(dir)) {
            RedisServer first = redis.primary();
            inSync(redis);
            redis.proxy(first).silence(true);
            soon().until(() -> redis.primary() != first);
            redis.proxy(first).silence(false);
            soon().until(() -> first.ask("INFO replication").contains("role:slave"));
        }
    }

    @Test
    void aProxyBreaksAndRefusesConnections() throws Exception {
        try (RedisServer server = RedisServer.start();
                TcpProxy proxy = TcpProxy.start(server.port())) {
            assertThat(RedisReply.to("PING", proxy.port())).isEqualTo("PONG");
            proxy.refuse(true);
            assertThatThrownBy(() -> RedisReply.to("PING", proxy.port())).isInstanceOf(IOException.class);
            proxy.refuse(false);
            assertThat(RedisReply.to("PING", proxy.port())).isEqualTo("PONG");
            server.freeze();
            assertThatThrownBy(() -> RedisReply.to("PING", proxy.port())).isInstanceOf(IOException.class);
            server.thaw();
            assertThat(RedisReply.to("PING", proxy.port())).isEqualTo("PONG");
        }
    }

    private static void inSync(RedisReplication redis) {
        soon().until(() -> redis.replica().ask("INFO replication").contains("master_link_status:up"));
        // Sentinel promotes only a replica that it has heard of
        soon().until(() -> redis.sentinels().get(0).ask("INFO sentinel").contains("slaves=2,sentinels=3"));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptions();
    }
}
