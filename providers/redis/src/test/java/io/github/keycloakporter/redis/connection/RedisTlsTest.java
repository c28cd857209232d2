package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.TlsFiles;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisSentinel;
import redis.embedded.core.RedisSentinelBuilder;

class RedisTlsTest {

    @TempDir
    static Path directory;

    private static TlsFiles files;
    private static EmbeddedRedis server;
    private static String port;

    @BeforeAll
    static void start() throws Exception {
        files = TlsFiles.make(directory, "dns:localhost");
        int tlsPort = EmbeddedRedis.freePort();
        port = String.valueOf(tlsPort);
        server = new EmbeddedRedis(
                "tls-port " + tlsPort,
                "tls-ca-cert-file " + files.ca(),
                "tls-cert-file " + files.certificate(),
                "tls-key-file " + files.key(),
                "tls-auth-clients no");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String ping(TestNode node) {
        return node.redis().call("test.ping", commands -> commands.ping());
    }

    @Test
    void theAuthorityOfTheFileIsTrusted() {
        try (TestNode node = new TestNode(
                "host",
                "localhost",
                "port",
                port,
                "tls",
                "true",
                "tlsCaFile",
                files.ca().toString())) {
            assertThat(ping(node)).isEqualTo("PONG");
            assertThat(node.connections().getOperationalInfo()).containsEntry("tls", "true");
        }
    }

    @Test
    void anotherNameThanTheCertificatesIsRefused() {
        try (TestNode node = new TestNode(
                "uri", "rediss://127.0.0.1:" + port, "tlsCaFile", files.ca().toString())) {
            assertThatThrownBy(() -> ping(node))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("subject alternative names");
        }
    }

    @Test
    void theNameCanBeLeftUncheckedButNotTheAuthority() {
        try (TestNode node = new TestNode(
                "uri", "rediss://127.0.0.1:" + port, "tlsCaFile", files.ca().toString(), "tlsVerifyHost", "false")) {
            assertThat(ping(node)).isEqualTo("PONG");
        }
        try (TestNode node = new TestNode("uri", "rediss://localhost:" + port, "tlsVerifyHost", "false")) {
            assertThatThrownBy(() -> ping(node))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    @Test
    void aServerThatAsksForACertificateGetsIt() {
        int mutualPort = EmbeddedRedis.freePort();
        try (EmbeddedRedis mutual = new EmbeddedRedis(
                        "tls-port " + mutualPort,
                        "tls-ca-cert-file " + files.ca(),
                        "tls-cert-file " + files.certificate(),
                        "tls-key-file " + files.key());
                TestNode node = new TestNode(
                        "uri",
                        "rediss://localhost:" + mutualPort,
                        "tlsCaFile",
                        files.ca().toString(),
                        "tlsCertificateFile",
                        files.certificate().toString(),
                        "tlsKeyFile",
                        files.key().toString())) {
            assertThat(ping(node)).isEqualTo("PONG");
        }
    }

    @Test
    void sentinelsMaySpeakTlsWhereRedisDoesNot() throws IOException {
        int tlsPort = EmbeddedRedis.freePort();
        RedisSentinelBuilder builder = RedisSentinel.newRedisSentinel()
                .port(EmbeddedRedis.freePort())
                .bind("127.0.0.1")
                .masterName("main")
                .masterPort(server.port())
                .quorumSize(1);
        builder.addDefaultReplicationGroup();
        RedisSentinel sentinel = builder.setting("tls-port " + tlsPort)
                .setting("tls-ca-cert-file " + files.ca())
                .setting("tls-cert-file " + files.certificate())
                .setting("tls-key-file " + files.key())
                .build();
        sentinel.start();
        String[] options = {
            "uri",
            "redis-sentinel://localhost:" + tlsPort + "#main",
            "tlsCaFile",
            files.ca().toString(),
            "tlsCertificateFile",
            files.certificate().toString(),
            "tlsKeyFile",
            files.key().toString(),
            "sentinelTls",
            "true"
        };
        try (TestNode node = new TestNode(options)) {
            assertThat(ping(node)).isEqualTo("PONG");
            assertThat(node.connections().getOperationalInfo()).containsEntry("tls", "false");
        } finally {
            sentinel.stop();
        }
    }
}
