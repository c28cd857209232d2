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

/** bucket4j on Lettuce, over one connection as Porter: one bucket per limit, one after the other. */
final class Bucket4jLimits implements Contender {

    private final RedisClient client;
    private final ProxyManager<byte[]> buckets;
    private final List<List<byte[]>> keys;
    private final BucketConfiguration rate = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(Sample.PERMITS).refillGreedy(Sample.PERMITS, Sample.PERIOD))
            .build();

    Bucket4jLimits(URI redis, int subjects) {
        client = RedisClient.create(redis.toString());
        buckets = Bucket4jLettuce.casBasedBuilder(client.connect(ByteArrayCodec.INSTANCE))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(1)))
                .build();
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
            for (byte[] key : keys.get(subject)) {
                Sample.expect(buckets.builder().build(key, () -> rate).tryConsume(1));
            }
        };
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
