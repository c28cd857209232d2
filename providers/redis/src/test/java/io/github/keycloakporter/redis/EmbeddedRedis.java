package io.github.keycloakporter.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** A real Redis on a free port of the loopback, empty at each start. */
public final class EmbeddedRedis implements AutoCloseable {

    /** A newer Redis than the embedded 6.2, where the machine has one. */
    private static final Path INSTALLED = Path.of("/usr/bin/redis-server");

    private final Path executable;
    private final int port;
    private final List<String> settings;
    private RedisServer server;

    public EmbeddedRedis(String... settings) {
        this(freePort(), settings);
    }

    public EmbeddedRedis(int port, String... settings) {
        this(null, port, settings);
    }

    /** @param executable one of {@link #executables}; null for the embedded one */
    public EmbeddedRedis(Path executable, int port, String... settings) {
        this.executable = executable;
        this.port = port;
        this.settings = List.of(settings);
        start();
    }

    /** The embedded 6.2 as null, and what the machine has. */
    public static Stream<Path> executables() {
        return Files.isExecutable(INSTALLED) ? Stream.of(null, INSTALLED) : Stream.of((Path) null);
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public void start() {
        try {
            var builder = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .setting("daemonize no");
            settings.forEach(builder::setting);
            if (executable != null) {
                builder.executableProvider(executable::toFile);
            }
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start on port " + port, e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not stop", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Sends one command as Redis's default user. */
    public String ask(String... words) {
        return askAt(uri(), words);
    }

    /** Sends one command over a connection of its own. */
    public static String askAt(String uri, String... words) {
        RedisClient client = RedisClient.create(uri);
        try {
            CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
            Stream.of(words).skip(1).forEach(arguments::add);
            return client.connect().sync().dispatch(CommandType.valueOf(words[0]), new Text(), arguments);
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    /** A port whose neighbour 10000 higher is free too: the nodes of a cluster talk there. */
    public static int freeClusterPort() {
        for (int port = 20_000 + ThreadLocalRandom.current().nextInt(10_000); port < 50_000; port++) {
            if (isFree(port) && isFree(port + 10_000)) {
                return port;
            }
        }
        throw new IllegalStateException("No free pair of ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    /** A status, a text or a number. */
    private static final class Text extends CommandOutput<String, String, String> {

        Text() {
            super(StringCodec.UTF8, null);
        }

        @Override
        public void set(ByteBuffer bytes) {
            output = bytes == null ? null : codec.decodeValue(bytes);
        }

        @Override
        public void set(long integer) {
            output = String.valueOf(integer);
        }
    }
}
