package io.github.keycloakporter.redis.shipped;

import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that write and read over a node's connections, spread over all servers; measures from the first that was refused to
 * the last.
 */
final class Callers implements AutoCloseable {

    /** As many hash tags: on a Cluster each master has some. */
    private static final int TAGS = 8;

    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final ExecutorService threads = Executors.newFixedThreadPool(TAGS);
    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final List<byte[]> keys = new ArrayList<>();
    private final TestNode node;
    private volatile boolean ended;

    Callers(TestNode node) {
        this.node = node;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.connections().state().up());
        for (int i = 0; i < TAGS; i++) {
            byte[] key = node.redis().key("test", "{" + i + "}");
            keys.add(key);
            threads.execute(() -> call(key));
        }
        await().until(() -> answered.get() > 100);
    }

    private void call(byte[] key) {
        while (!ended) {
            try {
                node.redis().call("test.set", commands -> commands.set(key, key, SetArgs.Builder.px(60_000)));
                node.redis().call("test.get", commands -> commands.get(key));
                answered.incrementAndGet();
            } catch (StoreUnavailableException e) {
                refused.add(System.nanoTime());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    int refused() {
        return refused.size();
    }

    /** Waits until nothing has been refused for 1.5 s; from the fault to the last refused call. */
    Duration outage(Runnable fault) {
        refused.clear();
        long start = System.nanoTime();
        fault.run();
        long[] last = {start};
        long before = answered.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (Long time = refused.poll(); time != null; time = refused.poll()) {
                last[0] = Math.max(last[0], time);
            }
            return System.nanoTime() - last[0] > QUIET && answered.get() > before + 100;
        });
        return Duration.ofNanos(last[0] - start);
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdown();
    }
}
