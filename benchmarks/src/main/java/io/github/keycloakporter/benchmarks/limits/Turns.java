package io.github.keycloakporter.benchmarks.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The turns of one contender, each with the same number of threads. */
final class Turns {

    /** Medians over the turns: what disturbs one of them does not count. */
    record Figures(double decisionsPerSecond, double median, double p99) {}

    private record Turn(double decisionsPerSecond, double median, double p99) {}

    private final Contender contender;
    private final List<Contender.Caller> callers = new ArrayList<>();
    private final int subjects;
    private final List<Turn> turns = new ArrayList<>();

    Turns(Contender contender, int threads, int subjects) {
        this.contender = contender;
        this.subjects = subjects;
        for (int i = 0; i < threads; i++) {
            callers.add(contender.caller());
        }
    }

    Contender contender() {
        return contender;
    }

    /** @param counts false to warm up */
    void take(Duration time, boolean counts) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<long[]>> working = new ArrayList<>();
            for (Contender.Caller caller : callers) {
                working.add(threads.submit(() -> work(caller, end)));
            }
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> one : working) {
                times.add(one.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            if (counts) {
                turns.add(new Turn(all.length / seconds, micros(all, 0.5), micros(all, 0.99)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    Figures figures() {
        return new Figures(
                middle(turns.stream()
                        .mapToDouble(Turn::decisionsPerSecond)
                        .sorted()
                        .toArray()),
                middle(turns.stream().mapToDouble(Turn::median).sorted().toArray()),
                middle(turns.stream().mapToDouble(Turn::p99).sorted().toArray()));
    }

    /** Begins anywhere among the subjects, so that threads do not meet at one. */
    private long[] work(Contender.Caller caller, long end) {
        int subject = ThreadLocalRandom.current().nextInt(subjects);
        long[] nanos = new long[1024];
        int count = 0;
        long before = System.nanoTime();
        // once at least, however late this thread got its turn
        do {
            caller.decide(subject);
            long after = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = after - before;
            before = after;
            subject = (subject + 1) % subjects;
        } while (before < end);
        return Arrays.copyOf(nanos, count);
    }

    private static double micros(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e3;
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
