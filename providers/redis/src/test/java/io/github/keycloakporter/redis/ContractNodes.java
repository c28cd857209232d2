package io.github.keycloakporter.redis;

import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/** A real Redis with two nodes on it, for the contracts that speak of several nodes. */
public final class ContractNodes implements AutoCloseable {

    /** What every test realm keeps its names secret with. */
    public static final RealmSecrets SECRETS = realm -> List.of(secret("active of " + realm.getId()));

    private static final int SLOTS = 16384;

    private final EmbeddedRedis redis;
    private final TestNode first;
    private final TestNode second;

    private ContractNodes(EmbeddedRedis redis, boolean cluster) {
        this.redis = redis;
        this.first = node(redis, cluster);
        this.second = node(redis, cluster);
    }

    public static ContractNodes onOneRedis() {
        return new ContractNodes(new EmbeddedRedis(), false);
    }

    /** A Cluster of one: it insists on slots as a large one does. */
    public static ContractNodes onCluster() {
        EmbeddedRedis redis = new EmbeddedRedis(
                "cluster-enabled yes", "cluster-announce-ip 127.0.0.1", "dir " + temporaryDirectory());
        takeAllSlots(redis.uri());
        return new ContractNodes(redis, true);
    }

    public static byte[] secret(String text) {
        return (text + " and some more to be long enough").getBytes(StandardCharsets.UTF_8);
    }

    public RedisConnection first() {
        return first.redis();
    }

    public RedisConnection second() {
        return second.redis();
    }

    public void empty() {
        first().call("test.empty", commands -> commands.flushall());
    }

    public void stopRedis() {
        redis.stop();
    }

    /** Every key there is. */
    public List<byte[]> keys() {
        return first().call("test.keys", commands -> commands.keys("*".getBytes(StandardCharsets.US_ASCII)));
    }

    /** In milliseconds. */
    public long timeToLive(byte[] key) {
        return first().call("test.ttl", commands -> commands.pttl(key));
    }

    @Override
    public void close() {
        first.close();
        second.close();
        redis.close();
    }

    private static TestNode node(EmbeddedRedis redis, boolean cluster) {
        return new TestNode("uri", redis.uri(), "cluster", String.valueOf(cluster), "commandTimeout", "10s");
    }

    private static void takeAllSlots(String uri) {
        RedisClient client = RedisClient.create(uri);
        try {
            RedisCommands<String, String> commands = client.connect().sync();
            commands.clusterAddSlots(IntStream.range(0, SLOTS).toArray());
            await().until(() -> commands.clusterInfo().contains("cluster_state:ok"));
        } finally {
            client.shutdown();
        }
    }

    private static String temporaryDirectory() {
        try {
            return Files.createTempDirectory("porter-redis-").toString();
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory", e);
        }
    }
}
