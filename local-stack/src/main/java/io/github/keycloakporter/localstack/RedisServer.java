package io.github.keycloakporter.localstack;

import java.io.IOException;
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

    private final int port;
    private final Path dir;
    private final Path data;
    private final Path executable;
    private final boolean sentinel;
    private volatile ChildProcess process;

    private RedisServer(Builder builder) {
        port = builder.port == 0 ? Ports.free() : builder.port;
        sentinel = builder.sentinel;
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
        process.freeze();
    }

    /** Lets a frozen process go on. */
    public synchronized void thaw() {
        process.thaw();
    }

    /** Starts it again on the same port; a running one is stopped first. Returns once it answers. */
    public synchronized void restart() {
        stop();
        Ports.requireFree(port, "Redis", "RedisServer.builder().port(N)");
        List<String> command =
                new ArrayList<>(List.of(executable.toString(), configFile().toString()));
        if (sentinel) {
            command.add("--sentinel");
        }
        process = ChildProcess.start("Redis", new ProcessBuilder(command).directory(dir.toFile()), logFile());
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

    /**
     * What the server answers to one command, such as {@code CONFIG SET maxmemory 1}: the text after the type character of a
     * simple reply or an error, or the content of a bulk reply.
     *
     * @throws IOException if there is no answer within a second
     */
    public String ask(String command) throws IOException {
        return RedisReply.to(command, port);
    }

    /** Any reply to PING counts: a server that asks for a password is up. */
    private boolean answers() {
        try {
            String reply = ask("PING");
            return reply.equals("PONG") || reply.startsWith("NOAUTH");
        } catch (IOException e) {
            return false;
        }
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
        private boolean sentinel;
        private final Map<String, String> users = new LinkedHashMap<>();
        private final List<String> lines = new ArrayList<>();

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

        /** One more line of {@code redis.conf}. */
        public Builder line(String directive) {
            lines.add(directive);
            return this;
        }

        /** A Sentinel in place of a server for data; {@link #line} says what it watches. */
        public Builder sentinel() {
            sentinel = true;
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
            List<String> config = new ArrayList<>(List.of(
                    "bind " + Ports.LOOPBACK,
                    "port " + chosenPort,
                    "dir \"" + data.toAbsolutePath() + "\"",
                    "save \"\"",
                    "appendonly " + (appendOnly ? "yes" : "no"),
                    "appendfsync always",
                    "daemonize no"));
            if (password != null) {
                config.add("requirepass \"" + password + "\"");
            }
            users.forEach((name, rules) -> config.add("user " + name + " " + rules));
            config.addAll(lines);
            return config;
        }
    }
}
