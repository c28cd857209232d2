package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisScript;
import io.github.keycloakporter.redis.link.RedisActionLinkProviderFactory;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keeps what a store sends instead of sending it. For one thread. */
final class CapturingConnection implements RedisConnection {

    private static final Long UNKNOWN = -1L;
    private static final Long GONE = 3L;
    private static final Long ISSUED = 1L;

    private final RedisConnection real;
    private final Map<String, String> digests = new HashMap<>();
    private byte[] named;
    private CapturedCall captured;

    CapturingConnection(RedisConnection real) {
        this.real = real;
    }

    /** What was captured last. */
    CapturedCall captured() {
        return captured;
    }

    /** Answers nil, which every store knows; a {@code putIfAbsent} wins, as a lost one would make a second call. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T call(String operation, Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
        captured = new CapturedCall(command, List.of(named));
        return operation.endsWith(".put-if-absent") ? (T) "OK" : null;
    }

    /** Answers that there is nothing, in the words of the script. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T run(RedisScript<T> script, List<byte[]> keys, byte[]... arguments) {
        boolean list = script.name().equals("action-link.claim");
        ScriptOutputType output = list ? ScriptOutputType.MULTI : ScriptOutputType.INTEGER;
        String digest = digests.computeIfAbsent(script.name(), this::load);
        byte[][] names = keys.toArray(byte[][]::new);
        captured = new CapturedCall(redis -> redis.evalsha(digest, output, names, arguments), keys);
        if (list) {
            return (T) List.of(UNKNOWN);
        }
        return (T) (script.name().equals("action-link.issue") ? ISSUED : GONE);
    }

    @Override
    public void ensureThere(String operation) {
        real.ensureThere(operation);
    }

    @Override
    public boolean answeredSince(long nanos) {
        return real.answeredSince(nanos);
    }

    @Override
    public byte[] key(String kind, String... parts) {
        named = real.key(kind, parts);
        return named;
    }

    private String load(String script) {
        try (InputStream source = RedisActionLinkProviderFactory.class.getResourceAsStream(script + ".lua")) {
            if (source == null) {
                throw new IllegalStateException("No script " + script + ".lua beside the action links");
            }
            byte[] text = source.readAllBytes();
            return real.call("benchmark.load", redis -> redis.scriptLoad(text));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + script + ".lua", e);
        }
    }
}
