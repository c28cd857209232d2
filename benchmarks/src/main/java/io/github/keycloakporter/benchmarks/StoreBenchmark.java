package io.github.keycloakporter.benchmarks;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Each {@link Operation} through Porter and bare, in turns: call by call in one process, over one connection. What disturbs
 * the machine, and how its scheduler happens to wake the threads, then falls on both alike.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {

    @State(Scope.Benchmark)
    public static class Node {

        @Param
        public Operation operation;

        /** Where Redis is; it is emptied. */
        @Param("redis://127.0.0.1:6379")
        public String redis;

        private StoreNode node;

        @Setup
        public void open() {
            node = new StoreNode(URI.create(redis));
            node.redis().call("benchmark.empty", commands -> commands.flushall());
        }

        @TearDown
        public void close() {
            node.close();
        }
    }

    @State(Scope.Thread)
    public static class Calls {

        private Workload ours;
        private Workload bare;
        private boolean oursFirst;

        @Setup
        public void fill(Node node) {
            ours = node.operation.on(node.node);
            bare = node.operation.on(node.node);
        }
    }

    /** The medians of one thread, in nanoseconds. JMH adds them up over the threads, so each is divided by their number. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Medians {

        private final Samples ours = new Samples();
        private final Samples bare = new Samples();
        private int threads;

        @Setup(Level.Iteration)
        public void reset(BenchmarkParams params) {
            threads = params.getThreads();
            ours.clear();
            bare.clear();
        }

        public double ours() {
            return ours.median() / threads;
        }

        public double bare() {
            return bare.median() / threads;
        }
    }

    @Benchmark
    public void inTurns(Calls calls, Medians medians, Blackhole hole) {
        calls.ours.next();
        calls.bare.next();
        calls.oursFirst = !calls.oursFirst;
        if (calls.oursFirst) {
            hole.consume(medians.ours.time(calls.ours::ours));
            hole.consume(medians.bare.time(calls.bare::bare));
        } else {
            hole.consume(medians.bare.time(calls.bare::bare));
            hole.consume(medians.ours.time(calls.ours::ours));
        }
    }

    /** The newest times; a call takes tens of microseconds, reading the clock a fortieth of one. */
    private static final class Samples {

        private final long[] nanos = new long[1 << 16];
        private long count;

        Object time(Supplier<Object> call) {
            long start = System.nanoTime();
            Object result = call.get();
            nanos[(int) (count++ % nanos.length)] = System.nanoTime() - start;
            return result;
        }

        void clear() {
            count = 0;
        }

        double median() {
            long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, nanos.length));
            Arrays.sort(sorted);
            return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        }
    }
}
