package io.github.keycloakporter.it.chaos.verdict;

import io.github.keycloakporter.it.harness.Rest;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is left of a node's heap after a full collection, by its own metrics. */
public final class Heap {

    private static final Duration WARM = Duration.ofSeconds(90);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
    private static final long MEGABYTE = 1 << 20;
    private static final long GROWTH_ALLOWED = 48;

    /** @param megabytes used after the collection */
    public record Sample(String node, long pid, Instant at, long megabytes) {}

    private final List<Sample> samples = new ArrayList<>();

    /** Does nothing where the node does not run or does not answer. */
    public synchronized void sample(KeycloakNode node) throws InterruptedException {
        try {
            long pid = node.pid();
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!collection.waitFor(10, TimeUnit.SECONDS)) {
                collection.destroyForcibly();
                return;
            }
            String metrics = Rest.get(node.managementUrl().resolve("/metrics").toString())
                    .body();
            double used = metrics.lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            samples.add(new Sample(node.name(), pid, Instant.now(), (long) used / MEGABYTE));
        } catch (IOException | RuntimeException e) {
            // the node is down, or stands still: another time
        }
    }

    public synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** One line for each process that lived long enough: how its heap went, and whether it grew too much. */
    public synchronized List<Growth> growths() {
        return samples.stream()
                .map(Sample::pid)
                .distinct()
                .map(pid ->
                        samples.stream().filter(sample -> sample.pid() == pid).toList())
                .flatMap(life -> Growth.of(life).stream())
                .toList();
    }

    /** From the first sample of a warm process to its last. */
    public record Growth(Sample first, Sample last) {

        public static java.util.Optional<Growth> of(List<Sample> life) {
            Instant warm = life.get(0).at().plus(WARM);
            Sample last = life.get(life.size() - 1);
            return life.stream()
                    .filter(sample -> !sample.at().isBefore(warm))
                    .findFirst()
                    .filter(first -> Duration.between(first.at(), last.at()).compareTo(LONG_ENOUGH) >= 0)
                    .map(first -> new Growth(first, last));
        }

        public boolean isTooMuch() {
            return last.megabytes() - first.megabytes() > Math.max(GROWTH_ALLOWED, first.megabytes() / 4);
        }

        @Override
        public String toString() {
            return first.node() + " (process " + first.pid() + "): " + first.megabytes() + " MB to " + last.megabytes()
                    + " MB in " + Duration.between(first.at(), last.at()).toMinutes() + " min";
        }
    }
}
