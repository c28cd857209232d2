package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.redis.connection.RedisConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a waiting link costs Redis: a verify-email link with its code, for somebody who came from an app.
 *
 * @param keys what MEMORY USAGE says of all its keys, in bytes
 * @param whole what the server's used memory grew by, its own tables included, in bytes
 */
record LinkMemory(double keys, double whole) {

    static LinkMemory of(StoreNode node, int links) {
        RedisConnection redis = node.redis();
        redis.call("benchmark.empty", commands -> commands.flushall());
        long before = usedMemory(redis);
        for (int i = 0; i < links; i++) {
            node.links(node.session()).issue(SampleRealm.REALM, SampleLink.request(i));
        }
        long grown = usedMemory(redis) - before;
        List<byte[]> keys = redis.call("benchmark.keys", commands -> commands.keys(bytes("*")));
        long usage = keys.stream()
                .mapToLong(key -> redis.call("benchmark.usage", commands -> commands.memoryUsage(key)))
                .sum();
        return new LinkMemory((double) usage / links, (double) grown / links);
    }

    private static long usedMemory(RedisConnection redis) {
        return redis.call("benchmark.info", commands -> commands.info("memory"))
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
