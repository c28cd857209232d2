package io.github.keycloakporter.benchmarks;

import java.net.URI;
import java.time.Duration;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How a call is measured.
 *
 * @param threads how many make it at the same time
 * @param forks 1 for a Java process of its own, 0 for this one
 * @param warmup until the compiler has come to rest; a single thread makes fewer calls, so it takes longer
 * @param measurement what counts
 */
record Plan(int threads, int forks, Duration warmup, Duration measurement) {

    static final Plan ALONE = new Plan(1, 1, Duration.ofSeconds(12), Duration.ofSeconds(4));
    static final Plan CROWDED = new Plan(8, 1, Duration.ofSeconds(8), Duration.ofSeconds(4));

    Figures run(Operation operation, URI redis) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(StoreBenchmark.class.getName() + "\\.inTurns$")
                .param("operation", operation.name())
                .param("redis", redis.toString())
                .threads(threads)
                .forks(forks)
                .jvmArgs("-Xmx512m")
                .warmupIterations(warmup.isZero() ? 0 : 1)
                .warmupTime(TimeValue.milliseconds(Math.max(1, warmup.toMillis())))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(measurement.toMillis()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        RunResult result = new Runner(options.build()).runSingle();
        return new Figures(micros(result, "ours"), micros(result, "bare"));
    }

    private static double micros(RunResult result, String counter) {
        return result.getSecondaryResults().get(counter).getScore() / 1_000;
    }
}
