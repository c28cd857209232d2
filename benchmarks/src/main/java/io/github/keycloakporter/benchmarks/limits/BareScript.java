package io.github.keycloakporter.benchmarks.limits;

import io.github.keycloakporter.benchmarks.BareRedis;
import io.github.keycloakporter.benchmarks.StoreNode;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A script that does nothing, over the connections that Porter has, with as many keys and arguments: the floor. */
final class BareScript implements Contender {

    private static final byte[] SCRIPT = "return 1".getBytes(StandardCharsets.US_ASCII);

    private final StoreNode node;
    private final String digest;
    private final List<byte[][]> keys;
    private final byte[][] arguments;

    BareScript(StoreNode node, int subjects) {
        this.node = node;
        this.digest = node.redis().call("benchmark.load", redis -> redis.scriptLoad(SCRIPT));
        this.keys = IntStream.range(0, subjects)
                .mapToObj(subject -> IntStream.range(0, Sample.LIMITS)
                        .mapToObj(limit -> "porter:limit:{bare----}%022d".formatted(subject * Sample.LIMITS + limit))
                        .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                        .toArray(byte[][]::new))
                .toList();
        // as many, and as long, as Porter's script gets
        this.arguments = IntStream.range(0, 3 + 2 * Sample.LIMITS)
                .mapToObj(i -> (i < 3 ? "0" : "36000").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    @Override
    public String label() {
        return "bare EVALSHA";
    }

    @Override
    public Caller caller() {
        BareRedis redis = new BareRedis(node.redis());
        return subject -> {
            Long answer = redis.call(
                    commands -> commands.evalsha(digest, ScriptOutputType.INTEGER, keys.get(subject), arguments));
            Sample.expect(answer == 1);
        };
    }

    @Override
    public void close() {
        // the node belongs to whoever made it
    }
}
