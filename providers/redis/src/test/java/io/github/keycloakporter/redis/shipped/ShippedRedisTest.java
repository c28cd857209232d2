package io.github.keycloakporter.redis.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.limit.TestLimits;
import io.github.keycloakporter.redis.link.TestLinks;
import io.github.keycloakporter.redis.shipped.ShippedRedis.Server;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.RealmModel;

/** Redis as docker/redis ships it, with real processes. */
@Tag("slow")
class ShippedRedisTest {

    private static final RealmModel REALM = TestRealm.withId("porter");

    @TempDir
    Path directory;

    static Stream<Path> executables() {
        return EmbeddedRedis.executables();
    }

    private static Path installed() {
        return executables().reduce((first, last) -> last).orElseThrow();
    }

    static TestNode node(ShippedRedis redis, Server server) {
        return new TestNode(redis.options("rediss://localhost:" + server.port));
    }

    @ParameterizedTest
    @MethodSource("executables")
    void nothingIsLostWhenItIsKilled(Path executable) throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, executable)) {
            Server server = redis.single();
            try (TestNode node = node(redis, server);
                    Callers callers = new Callers(node)) {
                ActionLinkProvider links = TestLinks.on(node.redis());
                String link = links.issue(REALM, TestLinks.request(new Random(1), Duration.ofHours(1)))
                        .orElseThrow()
                        .token();
                List<Limit> limits = List.of(new Limit("verify-email.user", "ada", 5, Duration.ofHours(1)));
                TestLimits.on(node.redis()).acquire(REALM, limits);

                callers.outage(() -> {
                    server.kill();
                    server.start();
                });

                assertThat(links.claim(REALM, link).link()).isPresent();
                assertThat(TestLimits.on(node.redis()).usage(REALM, limits))
                        .allSatisfy(usage -> assertThat(usage.used()).isEqualTo(1));
            }
            assertThat(Files.readString(server.log())).doesNotContain("NOPERM");
        }
    }

    @Test
    void everyUserMayDoItsWorkAndNothingElse() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, installed())) {
            Server server = redis.single();
            assertThat(server.ask("SET", "porter:single-use:a", "1", "PX", "60000"))
                    .isEqualTo("OK");
            assertThat(server.askAs("exporter", "INFO")).contains("used_memory:");
            assertThat(server.askAs("exporter", "LATENCY", "LATEST")).doesNotContain("NOPERM");
            assertThat(server.askAs("exporter", "SLOWLOG", "LEN")).doesNotContain("NOPERM");
            refused(server, "exporter", "GET", "porter:single-use:a");
            refused(server, "exporter", "CONFIG", "GET", "masterauth");
            refused(server, "backup", "SET", "porter:single-use:a", "1");
            refused(server, "backup", "ACL", "LIST");
            refused(server, "replica", "GET", "porter:single-use:a");
            refused(server, "sentinel", "SET", "porter:single-use:a", "1");
            refused(server, "sentinel", "PUBLISH", "other", "1");
            refused(server, "porter", "GET", "other");
            refused(server, "porter", "KEYS", "*");
            refused(server, "porter", "FLUSHALL");
            refused(server, "porter", "CONFIG", "GET", "*");
            refused(server, "porter", "SCRIPT", "FLUSH");
            refused(server, "porter", "RPUSH", "porter:single-use:b", "1");
            assertThat(ShippedRedis.output(
                            Map.of(),
                            "redis-cli",
                            "-p",
                            String.valueOf(server.port),
                            "--tls",
                            "--cacert",
                            redis.secret("redis-ca.crt").toString(),
                            "PING"))
                    .as("without a client's certificate")
                    .doesNotContain("PONG")
                    .doesNotContain("NOAUTH");
        }
    }

    private static void refused(Server server, String user, String... command) {
        assertThat(server.askAs(user, command))
                .as("%s %s", user, List.of(command))
                .contains("NOPERM");
    }

    @Test
    void passwordsAndCertificatesAreRenewedWhileItRuns() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, installed())) {
            Server server = redis.single();
            Path nodes = Files.copy(redis.secret("redis-porter-password"), directory.resolve("password-of-the-nodes"));
            String before = Files.readString(nodes).trim();
            String[] options = redis.options("rediss://localhost:" + server.port);
            options[5] = nodes.toString();
            try (TestNode node = new TestNode(options);
                    Callers callers = new Callers(node)) {
                redis.newPassword("porter");
                redis.newPassword("admin");
                assertThat(server.run("reload", "--keep-old")).isEmpty();
                newConnectionsWork(server, callers);
                Files.copy(
                        redis.secret("redis-porter-password"),
                        nodes,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                newConnectionsWork(server, callers);
                assertThat(server.run("reload")).isEmpty();
                newConnectionsWork(server, callers);
                assertThat(server.ask("ACL", "GETUSER", "porter"))
                        .doesNotContain(sha256(before))
                        .contains(sha256(Files.readString(nodes).trim()));

                BigInteger serial = serial(server);
                redis.renewCertificate();
                int refused = callers.refused();
                assertThat(server.run("reload")).isEmpty();
                assertThat(serial(server)).isNotEqualTo(serial);
                newConnectionsWork(server, callers);
                assertThat(callers.refused()).isGreaterThanOrEqualTo(refused);
            }
        }
    }

    /** Calls under way when connections break are refused; those after that are not. */
    private static void newConnectionsWork(Server server, Callers callers) {
        Duration outage = callers.outage(() -> server.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
        assertThat(outage).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aWrongSecretIsNamed() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, installed())) {
            Server server = redis.single();
            Files.writeString(redis.secret("redis-porter-password"), "short\n");
            assertThat(server.run("reload")).contains("redis-porter-password", "16 characters");
            Files.delete(redis.secret("redis-porter-password"));
            assertThat(server.run("single")).contains("redis-porter-password is missing");
            assertThat(server.run("replicated")).contains("redis-porter-password is missing");
            assertThat(server.run()).contains("Usage");
        }
    }

    @Test
    void aBackupIsCheckedAndRestored() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, installed())) {
            Server server = redis.single();
            Path backups = directory.resolve("backups");
            String link;
            try (TestNode node = node(redis, server)) {
                link = TestLinks.on(node.redis())
                        .issue(REALM, TestLinks.request(new Random(1), Duration.ofHours(1)))
                        .orElseThrow()
                        .token();
                for (int i = 0; i < 50; i++) {
                    TestLinks.on(node.redis()).issue(REALM, TestLinks.request(new Random(2 + i), Duration.ofHours(1)));
                }
            }
            server.ask("SET", "porter:limit:short", "1", "PX", "1500");
            String said = backUp(redis, server, backups);
            assertThat(said).contains("kind link 51 0", "kind lf 51 0", "kind lu 51 0");
            Path backup = only(backups, ".rdb");
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(restore("--check", backup.toString())).contains("kind link 51 0");

            server.ask("FLUSHALL");
            server.kill();
            assertThat(restore(backup.toString(), "--to", server.data().toString()))
                    .contains("--replace");
            assertThat(restore(backup.toString(), "--to", server.data().toString(), "--replace"))
                    .contains("kind link 51 0");
            server.start();
            try (TestNode node = node(redis, server)) {
                await().until(() -> node.connections().state().up());
                assertThat(TestLinks.on(node.redis()).claim(REALM, link).link()).isPresent();
            }

            byte[] touched = Files.readAllBytes(backup);
            touched[touched.length / 2] ^= 1;
            Files.write(backup, touched);
            assertThat(restore("--check", backup.toString()))
                    .containsAnyOf("checksum differs", "cannot be loaded")
                    .doesNotContain("kind link");
        }
    }

    @Test
    void aBackupThatLacksKeysIsRefusedAndOldOnesGo() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, installed())) {
            Server server = redis.single();
            Path backups = Files.createDirectories(directory.resolve("backups"));
            for (String old : List.of("porter-20260101T000000Z", "porter-20260102T000000Z", "another")) {
                Files.writeString(backups.resolve(old + ".rdb"), "");
                Files.writeString(backups.resolve(old + ".info"), "");
            }
            server.ask("SET", "porter:revoked:a", "1");
            backUp(redis, server, backups, "--keep", "2");
            assertThat(backups.resolve("porter-20260101T000000Z.rdb")).doesNotExist();
            assertThat(backups.resolve("porter-20260101T000000Z.info")).doesNotExist();
            assertThat(backups.resolve("porter-20260102T000000Z.rdb")).exists();
            assertThat(backups.resolve("another.rdb")).exists();

            Files.delete(backups.resolve("porter-20260102T000000Z.rdb"));
            Files.delete(backups.resolve("another.rdb"));
            Path backup = only(backups, ".rdb");
            assertThat(restore("--check", backup.toString())).contains("keys of revoked have no expiry");
            Path info = Path.of(backup.toString().replace(".rdb", ".info"));
            String recorded = Files.readString(info);
            Files.writeString(info, recorded.replace("kind revoked 1 1", "kind revoked 2 2"));
            assertThat(restore("--check", backup.toString()))
                    .contains("has 1 keys of revoked without expiry, recorded were 2");
            Files.writeString(info, recorded.replace("total 1", "total 2"));
            assertThat(restore("--check", backup.toString())).contains("has 1 keys, recorded were 2");

            Files.writeString(redis.secret("redis-backup-password"), "another password, a wrong one");
            assertThat(backUp(redis, server, backups)).contains("redis-backup:").doesNotContain("kind");
        }
    }

    private static String backUp(ShippedRedis redis, Server server, Path to, String... options) {
        return ShippedRedis.output(
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "sh",
                                        ShippedRedis.ROOT
                                                .resolve("scripts/redis-backup.sh")
                                                .toString(),
                                        "--to",
                                        to.toString(),
                                        "--port",
                                        String.valueOf(server.port),
                                        "--password-file",
                                        redis.secret("redis-backup-password").toString(),
                                        "--ca",
                                        redis.secret("redis-ca.crt").toString(),
                                        "--certificate",
                                        redis.secret("redis.crt").toString(),
                                        "--key",
                                        redis.secret("redis.key").toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static String restore(String... options) {
        return ShippedRedis.output(
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "sh",
                                        ShippedRedis.ROOT
                                                .resolve("scripts/redis-restore.sh")
                                                .toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static Path only(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .reduce((one, other) -> {
                        throw new AssertionError("More than one");
                    })
                    .orElseThrow();
        }
    }

    private static String sha256(String text) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Of the certificate that the server shows now. */
    private static BigInteger serial(Server server) throws Exception {
        AtomicReference<BigInteger> serial = new AtomicReference<>();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Looking(serial)}, new SecureRandom());
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port)) {
            socket.startHandshake();
        } catch (IOException e) {
            assertThat(serial.get())
                    .as("it wants a certificate of ours, after it has shown its own")
                    .isNotNull();
        }
        return serial.get();
    }

    private record Looking(AtomicReference<BigInteger> serial) implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            serial.set(chain[0].getSerialNumber());
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
