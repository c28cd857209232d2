package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    .hasStackTraceContaining("subject alternative names");
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
                    .hasStackTraceContaining("unable to find valid certification path");
        }
    }
}
