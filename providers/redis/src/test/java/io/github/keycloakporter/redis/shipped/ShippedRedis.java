package io.github.keycloakporter.redis.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * Servers and Sentinels that {@code docker/redis/entrypoint.sh} starts, with nothing but the shipped files: TLS with client
 * certificates, ACL, passwords in files. All on loopback.
 */
final class ShippedRedis implements AutoCloseable {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Path ENTRYPOINT = ROOT.resolve("docker/redis/entrypoint.sh");
    private static final String NAMES = "dns:localhost,ip:127.0.0.1";
    private static final List<String> USERS = List.of("admin", "porter", "replica", "sentinel", "exporter", "backup");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final String path;
    private final List<Server> servers = new ArrayList<>();
    private TlsFiles tls;

    /** @param executable the redis-server to run; null for the embedded one */
    ShippedRedis(Path directory, Path executable) throws Exception {
        this.directory = directory;
        Path programs = Files.createDirectories(directory.resolve("bin"));
        Path server = executable != null
                ? executable
                : ExecutableProvider.newJarResourceProvider(programs.toFile())
                        .get()
                        .toPath();
        Files.createSymbolicLink(programs.resolve("redis-server"), server.toAbsolutePath());
        path = programs + ":" + System.getenv("PATH");
        tls = TlsFiles.make(directory, NAMES);
        for (String user : USERS) {
            newPassword(user);
        }
        copyTls();
    }

    /** The file of a secret, as the servers see it. */
    Path secret(String name) {
        return directory.resolve(name);
    }

    void newPassword(String user) throws IOException {
        byte[] word = new byte[16];
        new SecureRandom().nextBytes(word);
        Files.writeString(secret("redis-" + user + "-password"), HexFormat.of().formatHex(word) + "\n");
    }

    void renewCertificate() throws Exception {
        tls = TlsFiles.renew(directory, NAMES);
        copyTls();
    }

    private void copyTls() throws IOException {
        Files.write(secret("redis-ca.crt"), Files.readAllBytes(tls.ca()));
        Files.write(secret("redis.crt"), Files.readAllBytes(tls.certificate()));
        Files.write(secret("redis.key"), Files.readAllBytes(tls.key()));
    }

    Server single(String... options) {
        return add("single", EmbeddedRedis.freePort(), Map.of(), options);
    }

    /** A primary and two replicas, and three Sentinels. */
    List<Server> replicated() {
        List<Integer> ports =
                Stream.generate(EmbeddedRedis::freePort).distinct().limit(6).toList();
        String primary = "localhost:" + ports.get(0);
        String sentinels =
                ports.subList(3, 6).stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
        Map<String, String> others = Map.of("REDIS_PRIMARY", primary, "REDIS_SENTINELS", sentinels);
        ports.subList(0, 3).forEach(port -> add("replicated", port, others));
        await().atMost(PATIENCE)
                .until(() -> servers.get(0).ask("INFO", "replication").contains("connected_slaves:2"));
        ports.subList(3, 6).forEach(port -> add("sentinel", port, others));
        for (Server sentinel : servers.subList(3, 6)) {
            await().atMost(PATIENCE)
                    .until(() -> sentinel.ask("INFO", "sentinel")
                                    .contains("status=ok,address=localhost:" + ports.get(0) + ",slaves=2,sentinels=3")
                            || sentinel.ask("INFO", "sentinel")
                                    .contains("status=ok,address=127.0.0.1:" + ports.get(0) + ",slaves=2,sentinels=3"));
        }
        return servers.subList(0, 3);
    }

    /** Three masters with a replica each. */
    List<Server> cluster() {
        for (int i = 0; i < 6; i++) {
            add("cluster", EmbeddedRedis.freeClusterPort(), Map.of());
        }
        List<String> create = new ArrayList<>(List.of("--cluster", "create"));
        servers.forEach(server -> create.add("127.0.0.1:" + server.port));
        create.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        servers.get(0).ask(create.toArray(String[]::new));
        for (Server server : servers) {
            await().atMost(PATIENCE).until(() -> server.ask("CLUSTER", "INFO").contains("cluster_state:ok"));
            await().atMost(PATIENCE).until(() -> server.ask("INFO", "replication")
                    .matches("(?s).*(connected_slaves:1|master_link_status:up).*"));
        }
        return List.copyOf(servers);
    }

    List<Server> sentinels() {
        return servers.subList(3, 6);
    }

    /** How a node of Keycloak reaches Redis. */
    String[] options(String uri, String... more) {
        return Stream.concat(
                        Stream.of(
                                "uri",
                                uri,
                                "username",
                                "porter",
                                "passwordFile",
                                secret("redis-porter-password").toString(),
                                "tlsCaFile",
                                tls.ca().toString(),
                                "tlsCertificateFile",
                                tls.certificate().toString(),
                                "tlsKeyFile",
                                tls.key().toString(),
                                "commandTimeout",
                                "1s",
                                "connectTimeout",
                                "2s"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    TestNode sentinelNode() {
        String uri = sentinels().stream()
                .map(sentinel -> "localhost:" + sentinel.port)
                .collect(Collectors.joining(",", "rediss-sentinel://", "#main"));
        return new TestNode(options(
                uri,
                "sentinelUsername",
                "porter",
                "sentinelPasswordFile",
                secret("redis-porter-password").toString()));
    }

    TestNode clusterNode() {
        return new TestNode(options(
                servers.stream()
                        .map(server -> "localhost:" + server.port)
                        .collect(Collectors.joining(",", "rediss://", "")),
                "cluster",
                "true"));
    }

    private Server add(String mode, int port, Map<String, String> variables, String... options) {
        Server server = new Server(mode, port, variables, options);
        servers.add(server);
        server.start();
        return server;
    }

    @Override
    public void close() {
        servers.forEach(server -> {
            server.thaw();
            server.kill();
        });
    }

    /** One process. */
    final class Server {

        final int port;
        private final String mode;
        private final Path data;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final List<String> command;
        private Process process;

        private Server(String mode, int port, Map<String, String> others, String... options) {
            this.mode = mode;
            this.port = port;
            this.data = directory.resolve("data-" + port);
            variables.put("PATH", path);
            variables.put("REDIS_SECRETS", directory.toString());
            variables.put("REDIS_DATA", data.toString());
            variables.put("REDIS_RUN", directory.resolve("run-" + port).toString());
            variables.put("REDIS_PORT", String.valueOf(port));
            variables.put("REDIS_HOSTNAME", "localhost");
            variables.putAll(others);
            command = new ArrayList<>(List.of("sh", ENTRYPOINT.toString(), mode));
            command.addAll(List.of("--bind", "127.0.0.1"));
            command.addAll(List.of(options));
        }

        Path data() {
            return data;
        }

        Path log() {
            return directory.resolve("log-" + port);
        }

        void start() {
            try {
                Files.createDirectories(data);
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().putAll(variables);
                process = builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("Redis does not start", e);
            }
            await().atMost(PATIENCE).until(() -> {
                assertThat(process.isAlive()).as("%s", log()).isTrue();
                return run("health").isEmpty();
            });
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        void freeze() {
            signal("STOP");
        }

        void thaw() {
            if (process.isAlive()) {
                signal("CONT");
            }
        }

        private void signal(String name) {
            output(Map.of(), "kill", "-" + name, String.valueOf(process.pid()));
        }

        /** What the entrypoint says; empty when all is well. */
        String run(String... words) {
            return output(
                    variables,
                    Stream.concat(Stream.of("sh", ENTRYPOINT.toString()), Stream.of(words))
                            .toArray(String[]::new));
        }

        /** As admin. */
        String ask(String... words) {
            return askAs("admin", words);
        }

        String askAs(String user, String... words) {
            try {
                Map<String, String> login = new LinkedHashMap<>(variables);
                login.put(
                        "REDISCLI_AUTH",
                        Files.readString(secret("redis-" + user + "-password")).trim());
                List<String> cli = new ArrayList<>(List.of("redis-cli", "--no-auth-warning", "--user", user));
                cli.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "--tls"));
                cli.addAll(List.of("--cacert", secret("redis-ca.crt").toString()));
                cli.addAll(List.of("--cert", secret("redis.crt").toString()));
                cli.addAll(List.of("--key", secret("redis.key").toString()));
                cli.addAll(List.of(words));
                return output(login, cli.toArray(String[]::new));
            } catch (IOException e) {
                throw new UncheckedIOException("No password of " + user, e);
            }
        }

        @Override
        public String toString() {
            return mode + " at " + port;
        }
    }

    /** Runs a program of the machine to its end. */
    static String output(Map<String, String> variables, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The tests of Redis need redis-cli (Debian: apt-get install redis-server)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
