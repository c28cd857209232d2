package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisSentinel;

class RedisSentinelTest {

    @Test
    void theNewMasterIsFoundWhenTheOldOneIsGone() throws IOException {
        int port = EmbeddedRedis.freePort();
        try (EmbeddedRedis master = new EmbeddedRedis();
                EmbeddedRedis replica = new EmbeddedRedis("replicaof 127.0.0.1 " + master.port())) {
            RedisSentinel sentinel = RedisSentinel.newRedisSentinel()
                    .port(port)
                    .bind("127.0.0.1")
                    .masterName("main")
                    .masterPort(master.port())
                    .quorumSize(1)
                    .downAfterMilliseconds(500)
                    .failOverTimeout(2000)
                    .build();
            sentinel.start();
            try (TestNode node = new TestNode("uri", "redis-sentinel://127.0.0.1:" + port + "#main")) {
                await().ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                        .untilAsserted(() -> write(node));
                assertThat(node.connections().getOperationalInfo()).containsEntry("mode", "sentinel");
                await().until(() -> replication(replica).contains("master_link_status:up"));

                master.stop();

                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                        .untilAsserted(() -> write(node));
                assertThat(replication(replica)).contains("role:master");
            } finally {
                sentinel.stop();
            }
        }
    }

    private static void write(TestNode node) {
        byte[] key = node.redis().key("test", "sentinel");
        node.redis().call("test.set", commands -> commands.set(key, key));
    }

    private static String replication(EmbeddedRedis server) {
        return server.ask("INFO", "replication");
    }
}
