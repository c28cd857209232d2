package io.github.keycloakporter.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs the same thing in many threads at once, for tests of who wins. */
public final class Race {

    private Race() {}

    /** Lets every runner go at the same moment and returns what each brought home, in the order of their numbers. */
    public static <T> List<T> of(int runners, IntFunction<T> runner) {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            CountDownLatch ready = new CountDownLatch(runners);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return runner.apply(number);
                }));
            }
            ready.await();
            go.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(30, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The race was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("A runner did not finish", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
