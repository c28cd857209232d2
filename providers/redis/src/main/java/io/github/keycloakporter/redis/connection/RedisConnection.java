package io.github.keycloakporter.redis.connection;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.function.Function;

/**
 * Redis, as the features of this module see it: keys and values are bytes, a call is one round trip, and a call that got
 * no answer fails with {@link io.github.keycloakporter.spi.StoreUnavailableException}.
 *
 * <p>Safe for any number of threads. A failed call tells nothing about whether Redis did the work before the answer got
 * lost; it is never sent a second time, neither here nor by the driver. Whoever calls must refuse what was asked for.
 */
public interface RedisConnection {

    /**
     * Runs one command and waits for its answer, no longer than the command timeout.
     *
     * @param operation a short constant name for metrics and error messages, such as {@code single-use-object.remove};
     *     never anything that comes from a request
     * @param command sends exactly one command and returns its future; runs on the calling thread
     * @return the answer as Lettuce gives it; null where Redis says nil
     * @throws io.github.keycloakporter.spi.StoreUnavailableException when Redis is away, late, or answers with an error.
     *     The message names the operation and the server; never a key, a value or a secret.
     */
    <T> T call(String operation, Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command);

    /**
     * Runs a script by its digest: one round trip, and a second one only where Redis does not know the script yet.
     *
     * @param keys every key the script touches; on a cluster all of one slot, see {@link #key}
     * @throws io.github.keycloakporter.spi.StoreUnavailableException as {@link #call} does
     */
    <T> T run(RedisScript<T> script, List<byte[]> keys, byte[]... arguments);

    /**
     * Makes sure that there is a connection. Sends nothing: says at once that Redis is away where that is known, before a
     * feature begins something it could not finish.
     *
     * @throws io.github.keycloakporter.spi.StoreUnavailableException when no connection can be used
     */
    void ensureThere(String operation);

    /**
     * Whether Redis did its work over every connection in use when it was asked to later than that. For a feature that goes on
     * without Redis, and wants to know when it need not wait for the command timeout. Reads memory only.
     *
     * @param nanos a reading of {@link System#nanoTime}
     */
    boolean answeredSince(long nanos);

    /**
     * The key {@code <prefix>:<kind>:<part>:<part>…}.
     *
     * <p>Parts come from this module's code or are digests made by it; text of a request has to be hashed first. Braces
     * around a part (<code>{user}</code>) put keys with the same part into one slot of a cluster.
     *
     * @param kind one word per feature: two features never share a kind, so none can name the other's keys
     */
    byte[] key(String kind, String... parts);
}
