package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisScript;
import io.github.keycloakporter.redis.crypto.Seal;
import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.keycloak.common.util.Time;

/**
 * Entries of one kind in Redis, each under a keyed hash of its caller's key ({@link TokenKeys}). Every method is one round
 * trip, two for {@link #putIfAbsent} where there is an entry, and takes effect at once, on all nodes.
 *
 * <p>An entry's end stands in its value and is compared with Keycloak's clock, so that a moved clock
 * ({@link Time#setOffset}, used by tests) ends it early or brings it back; the TTL of Redis only cleans up, and never
 * before the end by either clock.
 */
final class TokenStore {

    private static final RedisScript<Long> REPLACE = RedisScript.number(TokenStore.class, "token-replace");
    private static final RedisScript<Long> PUT_IF_OVER = RedisScript.number(TokenStore.class, "token-put-if-over");

    /** Three centuries: some callers pass a point in time as a lifespan, and Redis bounds its sums. */
    private static final long MAX_LIFESPAN_SECONDS = 10_000_000_000L;

    private final RedisConnection redis;
    private final String kind;
    private final TokenKeys keys;

    TokenStore(RedisConnection redis, String kind, TokenKeys keys) {
        this.redis = redis;
        this.kind = kind;
        this.keys = keys;
    }

    void put(String key, long lifespanSeconds, Map<String, String> notes) {
        byte[] name = name(key);
        byte[] value = TokenEntry.value(seal(key), expiry(lifespanSeconds), notes);
        redis.call(kind + ".put", commands -> commands.set(name, value, SetArgs.Builder.px(ttl(lifespanSeconds))));
    }

    boolean putIfAbsent(String key, long lifespanSeconds) {
        byte[] name = name(key);
        byte[] value = TokenEntry.header(expiry(lifespanSeconds));
        long ttl = ttl(lifespanSeconds);
        String answer = redis.call(
                kind + ".put-if-absent",
                commands -> commands.set(name, value, SetArgs.Builder.nx().px(ttl)));
        if (answer != null) {
            return true;
        }
        // with the clock in its place, Redis has dropped what is over: then only a malformed entry may be replaced
        long over = Time.getOffset() == 0 ? 0 : now();
        return redis.run(PUT_IF_OVER, List.of(name), value, text(ttl), text(over)) == 1;
    }

    Map<String, String> get(String key) {
        byte[] name = name(key);
        return TokenEntry.notes(seal(key), redis.call(kind + ".get", commands -> commands.get(name)), now());
    }

    Map<String, String> remove(String key) {
        byte[] name = name(key);
        return TokenEntry.notes(seal(key), redis.call(kind + ".remove", commands -> commands.getdel(name)), now());
    }

    boolean replace(String key, Map<String, String> notes) {
        return redis.run(REPLACE, List.of(name(key)), TokenEntry.body(seal(key), notes), text(now())) == 1;
    }

    boolean contains(String key) {
        byte[] name = name(key);
        byte[] header =
                redis.call(kind + ".contains", commands -> commands.getrange(name, 0, TokenEntry.HEADER_BYTES - 1));
        return TokenEntry.lives(header, now());
    }

    /** @throws IllegalArgumentException if the lifespan is not positive */
    static void checkLifespan(long lifespanSeconds) {
        if (lifespanSeconds <= 0) {
            throw new IllegalArgumentException("The lifespan must be positive, not " + lifespanSeconds + " seconds");
        }
    }

    private byte[] name(String key) {
        return redis.key(kind, keys.name(kind, Objects.requireNonNull(key, "key")));
    }

    /** Derived only for an entry that has notes. */
    private Supplier<Seal> seal(String key) {
        return () -> keys.seal(kind, key);
    }

    private static long now() {
        return Time.currentTimeMillis();
    }

    private static long expiry(long lifespanSeconds) {
        return now() + millis(lifespanSeconds);
    }

    /** Redis keeps true time: an entry written by a clock that is ahead has to wait for that clock to be put back. */
    private static long ttl(long lifespanSeconds) {
        return millis(lifespanSeconds) + Math.max(0, Time.getOffset()) * 1000L;
    }

    private static long millis(long lifespanSeconds) {
        return Math.min(lifespanSeconds, MAX_LIFESPAN_SECONDS) * 1000;
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
