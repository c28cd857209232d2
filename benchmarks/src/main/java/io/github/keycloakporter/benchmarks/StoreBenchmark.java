package io.github.keycloakporter.benchmarks;

import java.net.URI;
import java.util.concurrent.TimeUnit;
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

/** Each {@link Operation} through Porter and bare. */
@BenchmarkMode(Mode.SampleTime)
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

        private Workload workload;

        @Setup
        public void fill(Node node) {
            workload = node.operation.on(node.node);
        }

        /** Outside of the time that is measured. An invocation takes tens of microseconds, the clock a hundredth of one. */
        @Setup(Level.Invocation)
        public void next() {
            workload.next();
        }
    }

    @Benchmark
    public Object ours(Calls calls) {
        return calls.workload.ours();
    }

    @Benchmark
    public Object bare(Calls calls) {
        return calls.workload.bare();
    }
}
