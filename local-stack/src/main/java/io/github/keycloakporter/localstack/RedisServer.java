package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis (6.2, from the embedded-redis jar) on loopback. It keeps its port over stop, kill and restart; what it stored
 * survives only with {@link Builder#appendOnly()}.
 */
public final class RedisServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration READY = Duration.ofSeconds(20);
    private static final int PROBE_MILLIS = 1_000;

    private final int port;
    private final Path dir;
    private final Path data;
    private final Path executable;
    private volatile ChildProcess process;

    private RedisServer(Builder builder) {
        port = builder.port == 0 ? Ports.free() : builder.port;
        dir = builder.dir == null ? temporary() : builder.dir;
        data = dir.resolve("data");
        try {
            Files.createDirectories(data);
            executable = ExecutableProvider.newJarResourceProvider(data.toFile())
                    .get()
                    .toPath();
            Files.write(configFile(), builder.config(port, data), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StackException("Redis could not be unpacked into " + dir + ": " + e.getMessage(), e);
        }
    }

    /** A server on a free port, without a password, started. */
    public static RedisServer start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int port() {
        return port;
    }

    /** {@code redis://127.0.0.1:<port>}, never with a user or password. */
    public URI uri() {
        return URI.create("redis://" + Ports.LOOPBACK + ":" + port);
    }

    public Path logFile() {
        return dir.resolve("redis.log");
    }

    public boolean isRunning() {
        ChildProcess current = process;
        return current != null && current.isAlive();
    }

    /** Shuts down in order. */
    public synchronized void stop() {
        if (isRunning()) {
            process.stop(GRACE);
        }
    }

    /** SIGKILL: no farewell, connections die. */
    public synchronized void kill() {
        if (isRunning()) {
            process.kill();
        }
    }

    /** Makes the process hang (SIGSTOP): connections stay open, nothing is answered until {@link #thaw()}. */
    public synchronized void freeze() {
        signal("STOP");
    }

    /** Lets a frozen process go on. */
    public synchronized void thaw() {
        signal("CONT");
    }

    /** Starts it again on the same port; a running one is stopped first. Returns once it answers. */
    public synchronized void restart() {
        stop();
        Ports.requireFree(port, "Redis", "RedisServer.builder().port(N)");
        process = ChildProcess.start(
                "Redis",
                new ProcessBuilder(executable.toString(), configFile().toString()).directory(dir.toFile()),
                logFile());
        Waiting.until("Redis", READY, process, this::answers);
    }

    /** Stops it and deletes its data; the log stays. */
    @Override
    public synchronized void close() {
        stop();
        try {
            FileTree.delete(data);
        } catch (IOException e) {
            throw new StackException("Could not delete " + data + ": " + e.getMessage(), e);
        }
    }

    /** Any reply to PING counts: a server that asks for a password is up. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(Ports.address(port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String reply = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
            return reply.equals("+PONG") || reply.equals("-NOAU");
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) {
        if (!isRunning()) {
            throw new StackException("Redis is not running: there is nothing to freeze or thaw");
        }
        ChildProcess.start(
                        "kill -" + name,
                        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())),
                        logFile())
                .await(GRACE);
    }

    private Path configFile() {
        return data.resolve("redis.conf");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("porter-redis-");
        } catch (IOException e) {
            throw new StackException("No temporary directory for Redis: " + e.getMessage(), e);
        }
    }

    /** What can be chosen. */
    public static final class Builder {

        private int port;
        private Path dir;
        private boolean appendOnly;
        private String password;
        private final Map<String, String> users = new LinkedHashMap<>();

        private Builder() {}

        /** Default: a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Where the log and the data go. Default: a new temporary directory. */
        public Builder dir(Path value) {
            dir = value;
            return this;
        }

        /** Every write reaches the append-only file before the answer: a restart finds it again. */
        public Builder appendOnly() {
            appendOnly = true;
            return this;
        }

        /** The password of the default user. */
        public Builder password(String value) {
            password = value;
            return this;
        }

        /** An ACL user that may do everything the rules say, for example {@code ~porter:* +@all -@dangerous}. */
        public Builder user(String name, String secret, String rules) {
            users.put(name, "on >" + secret + " " + rules);
            return this;
        }

        public RedisServer start() {
            RedisServer server = build();
            server.restart();
            return server;
        }

        RedisServer build() {
            return new RedisServer(this);
        }

        private List<String> config(int chosenPort, Path data) {
            List<String> lines = new ArrayList<>(List.of(
                    "bind " + Ports.LOOPBACK,
                    "port " + chosenPort,
                    "dir \"" + data.toAbsolutePath() + "\"",
                    "save \"\"",
                    "appendonly " + (appendOnly ? "yes" : "no"),
                    "appendfsync always",
                    "daemonize no"));
            if (password != null) {
                lines.add("requirepass \"" + password + "\"");
            }
            users.forEach((name, rules) -> lines.add("user " + name + " " + rules));
            return lines;
        }
    }
}
