package io.github.keycloakporter.benchmarks.limits;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** bucket4j on Lettuce, over as many connections as Porter has: one bucket per limit, one after the other. */
final class Bucket4jLimits implements Contender {

    private static final int CONNECTIONS = 2;

    private final RedisClient client;
    private final List<ProxyManager<byte[]>> buckets;
    private final List<List<byte[]>> keys;
    private final BucketConfiguration rate = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(Sample.PERMITS).refillGreedy(Sample.PERMITS, Sample.PERIOD))
            .build();

    Bucket4jLimits(URI redis, int subjects) {
        client = RedisClient.create(redis.toString());
        buckets = IntStream.range(0, CONNECTIONS)
                .<ProxyManager<byte[]>>mapToObj(
                        i -> Bucket4jLettuce.casBasedBuilder(client.connect(ByteArrayCodec.INSTANCE))
                                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                        Duration.ofSeconds(1)))
                                .build())
                .toList();
        keys = IntStream.range(0, subjects)
                .mapToObj(subject -> Sample.keys("bucket4j", subject).stream()
                        .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                        .toList())
                .toList();
    }

    @Override
    public String label() {
        return "bucket4j";
    }

    @Override
    public Caller caller() {
        return subject -> {
            ProxyManager<byte[]> connection = buckets.get(subject % CONNECTIONS);
            for (byte[] key : keys.get(subject)) {
                Sample.expect(connection.builder().build(key, () -> rate).tryConsume(1));
            }
        };
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
