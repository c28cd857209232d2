package io.github.keycloakporter.redis;

import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.connection.LettuceConnectionProviderFactory;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keycloak.Config;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis and, on it, the connections of two Keycloak nodes, each made the way a server makes its own. */
public final class TwoNodes implements AutoCloseable {

    /** What every test realm keeps its names secret with. */
    public static final RealmSecrets SECRETS = realm -> List.of(secret("active of " + realm.getId()));

    private static final int SLOTS = 16384;

    private final RedisServer server;
    private final LettuceConnectionProviderFactory first;
    private final LettuceConnectionProviderFactory second;

    private TwoNodes(boolean cluster) {
        int port = freePort();
        try {
            RedisServerBuilder builder = RedisServer.newRedisServer()
                    .bind("127.0.0.1")
                    .port(port)
                    .setting("dir " + Files.createTempDirectory("porter-redis-"))
                    .setting("save \"\"");
            if (cluster) {
                builder.setting("cluster-enabled yes").setting("cluster-announce-ip 127.0.0.1");
            }
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start on port " + port, e);
        }
        String uri = "redis://127.0.0.1:" + port;
        if (cluster) {
            takeAllSlots(uri);
        }
        Map<String, String> options = Map.of("uri", uri, "cluster", String.valueOf(cluster), "commandTimeout", "10s");
        first = node(options);
        second = node(options);
    }

    public static TwoNodes onOneRedis() {
        return new TwoNodes(false);
    }

    /** A Cluster of one: it insists on slots as a large one does. */
    public static TwoNodes onCluster() {
        return new TwoNodes(true);
    }

    public RedisConnection first() {
        return first.create(null).redis();
    }

    public RedisConnection second() {
        return second.create(null).redis();
    }

    public void empty() {
        first().call("test.empty", redis -> redis.flushall());
    }

    /** Every key there is. */
    public List<byte[]> keys() {
        return first().call("test.keys", redis -> redis.keys("*".getBytes(StandardCharsets.US_ASCII)));
    }

    public long timeToLive(byte[] key) {
        return first().call("test.ttl", redis -> redis.pttl(key));
    }

    public void stopRedis() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not stop", e);
        }
    }

    public static byte[] secret(String text) {
        return (text + " and some more to be long enough").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        first.close();
        second.close();
        stopRedis();
    }

    private static void takeAllSlots(String uri) {
        RedisClient client = RedisClient.create(uri);
        try {
            RedisCommands<String, String> redis = client.connect().sync();
            redis.clusterAddSlots(IntStream.range(0, SLOTS).toArray());
            await().until(() -> redis.clusterInfo().contains("cluster_state:ok"));
        } finally {
            client.shutdown();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    private static LettuceConnectionProviderFactory node(Map<String, String> options) {
        LettuceConnectionProviderFactory factory = new LettuceConnectionProviderFactory();
        factory.init((Config.Scope) Proxy.newProxyInstance(
                TwoNodes.class.getClassLoader(),
                new Class<?>[] {Config.Scope.class},
                (proxy, method, arguments) -> options.get(arguments[0])));
        return factory;
    }
}
