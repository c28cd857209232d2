package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that never reaches a working Redis is not ready, and says which option is wrong. */
@Tag("slow")
class RedisAdviceTest {

    @TempDir
    static Path directory;

    private static EmbeddedRedis plain;
    private static EmbeddedRedis secured;
    private static TlsFiles files;
    private static String plainPort;
    private static String tlsPort;

    @BeforeAll
    static void start() throws Exception {
        files = TlsFiles.make(directory, "dns:localhost");
        plain = new EmbeddedRedis("requirepass correct", "databases 2");
        plainPort = String.valueOf(plain.port());
        int free = EmbeddedRedis.freePort();
        tlsPort = String.valueOf(free);
        secured = new EmbeddedRedis(
                "tls-port " + free,
                "tls-ca-cert-file " + files.ca(),
                "tls-cert-file " + files.certificate(),
                "tls-key-file " + files.key());
    }

    @AfterAll
    static void stop() {
        plain.close();
        secured.close();
    }

    private static void advises(String option, String... options) {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "connectTimeout";
        all[options.length + 1] = "2s";
        try (TestNode node = new TestNode(all)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                RedisState state = node.connections().state();
                assertThat(state.problem().orElse("")).contains("--spi-redis-connection--lettuce--" + option);
                assertThat(state.ready(false)).isFalse();
            });
        }
    }

    @Test
    void passwords() {
        advises("password", "host", "127.0.0.1", "port", plainPort);
        advises("password", "host", "127.0.0.1", "port", plainPort, "password", "wrong");
        advises("username", "host", "127.0.0.1", "port", plainPort, "password", "correct", "username", "unknown");
    }

    @Test
    void aPasswordFileThatWentAway() throws Exception {
        Path file = Files.writeString(directory.resolve("gone"), "wrong");
        try (TestNode node = new TestNode("uri", plain.uri(), "passwordFile", file.toString())) {
            await().until(() -> node.connections().state().problem().isPresent());
            Files.delete(file);
            await().untilAsserted(() -> assertThat(
                            node.connections().state().problem().orElse(""))
                    .contains("--spi-redis-connection--lettuce--password-file"));
        }
    }

    @Test
    void hostAndPort() {
        advises("uri", "uri", "redis://127.0.0.1:" + EmbeddedRedis.freePort());
        advises("uri", "uri", "redis://no-such-host.invalid:6379");
    }

    @Test
    void database() {
        advises("database", "host", "127.0.0.1", "port", plainPort, "password", "correct", "database", "7");
    }

    @Test
    void cluster() {
        advises("cluster", "host", "127.0.0.1", "port", plainPort, "password", "correct", "cluster", "true");
    }

    @Test
    void tls() {
        String ca = files.ca().toString();
        advises("tls", "host", "127.0.0.1", "port", plainPort, "tls", "true", "tlsCaFile", ca);
        advises("tls", "host", "localhost", "port", tlsPort);
        advises("tls-ca-file", "host", "localhost", "port", tlsPort, "tls", "true");
        advises("tls-verify-host", "host", "127.0.0.1", "port", tlsPort, "tls", "true", "tlsCaFile", ca);
        advises("tls-certificate-file", "host", "localhost", "port", tlsPort, "tls", "true", "tlsCaFile", ca);
    }
}
