package io.github.keycloakporter.benchmarks;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Copies of entries that are about to be taken, kept inside Redis: one short call puts all of them back. */
final class KeptCopies {

    private static final byte[] KEEP = script("redis.call('COPY', key, 'kept:' .. key, 'REPLACE')");
    private static final byte[] PUT_BACK = script("redis.call('COPY', 'kept:' .. key, key, 'REPLACE')");

    private final BareRedis redis;
    private final byte[][] keys;

    /** @throws IllegalStateException if there is nothing under one of the keys */
    KeptCopies(BareRedis redis, List<byte[]> keys) {
        this.redis = redis;
        this.keys = keys.toArray(byte[][]::new);
        run(KEEP);
    }

    /** With the time to live they had. */
    void putBack() {
        run(PUT_BACK);
    }

    private void run(byte[] script) {
        Long copied = redis.call(commands -> commands.eval(script, ScriptOutputType.INTEGER, keys, new byte[0]));
        if (copied != keys.length) {
            throw new IllegalStateException("Redis has but " + copied + " of " + keys.length + " entries");
        }
    }

    private static byte[] script(String copy) {
        String text = "local copied = 0 for _, key in ipairs(KEYS) do copied = copied + " + copy + " end return copied";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
