package io.github.keycloakporter.redis.connection.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The work Redis has to be able to do: a script that writes and reads under the prefix, on every server. It leaves nothing behind.
 *
 * <p>A PING would succeed on a replica, on a full server and for a user without rights.
 */
final class RedisWork {

    private static final byte[] SCRIPT = """
            redis.call('SET', KEYS[1], ARGV[1], 'PX', '60000')
            local found = redis.call('GET', KEYS[1])
            redis.call('DEL', KEYS[1])
            return found
            """.getBytes(US_ASCII);
    private static final byte[] VALUE = {'1'};

    private RedisWork() {}

    /** Fails with what a server says that cannot do it. */
    static CompletableFuture<Void> on(OpenConnection open, String keyPrefix) {
        List<String> tags = open.tags();
        if (tags.isEmpty()) {
            return CompletableFuture.failedFuture(new RedisException("No node of the Cluster has slots"));
        }
        return CompletableFuture.allOf(tags.stream()
                .map(tag -> on(open, (keyPrefix + ":health:{" + tag + "}").getBytes(US_ASCII)))
                .toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> on(OpenConnection open, byte[] key) {
        return open.commands()
                .<byte[]>eval(SCRIPT, ScriptOutputType.VALUE, new byte[][] {key}, VALUE)
                .toCompletableFuture()
                .thenAccept(found -> {
                    if (!Arrays.equals(found, VALUE)) {
                        throw new RedisException("Redis does not return what was written");
                    }
                });
    }
}
