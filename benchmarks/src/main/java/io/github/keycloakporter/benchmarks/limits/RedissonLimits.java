package io.github.keycloakporter.benchmarks.limits;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.redisson.Redisson;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.TransportMode;

/**
 * Redisson's RRateLimiter: one per limit, one after the other. The rates are set beforehand, which is not measured. It runs on
 * the Netty that everything else here runs on, with its own pool of connections as it comes.
 */
final class RedissonLimits implements Contender {

    private static final int BATCH = 1_000;

    private final EventLoopGroup threads = new EpollEventLoopGroup();
    private final RedissonClient client;
    private final List<List<String>> keys;

    RedissonLimits(URI redis, int subjects) {
        Config config = new Config();
        config.setTransportMode(TransportMode.EPOLL);
        config.setEventLoopGroup(threads);
        config.useSingleServer().setAddress(redis.toString());
        client = Redisson.create(config);
        keys = IntStream.range(0, subjects)
                .mapToObj(subject -> Sample.keys("redisson", subject))
                .toList();
        setRates(keys.stream().flatMap(List::stream).toList());
    }

    private void setRates(List<String> names) {
        for (int from = 0; from < names.size(); from += BATCH) {
            List<CompletableFuture<Boolean>> batch = new ArrayList<>();
            for (String name : names.subList(from, Math.min(names.size(), from + BATCH))) {
                batch.add(client.getRateLimiter(name)
                        .trySetRateAsync(RateType.OVERALL, Sample.PERMITS, Sample.PERIOD)
                        .toCompletableFuture());
            }
            batch.forEach(CompletableFuture::join);
        }
    }

    @Override
    public String label() {
        return "Redisson";
    }

    @Override
    public Caller caller() {
        return subject -> {
            for (String key : keys.get(subject)) {
                Sample.expect(client.getRateLimiter(key).tryAcquire());
            }
        };
    }

    @Override
    public void close() {
        client.shutdown();
        threads.shutdownGracefully();
    }
}
