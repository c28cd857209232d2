package io.github.keycloakporter.benchmarks;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Everything there is to measure.
 *
 * @param rounds how often
 * @param links how many links the memory is measured with
 */
record Suite(List<Plan> plans, int rounds, int links) {

    static Suite real(int rounds) {
        return new Suite(List.of(Plan.ALONE, Plan.CROWDED), rounds, 1_000);
    }

    /** @param progress is told what is measured next */
    Report run(URI redis, Consumer<String> progress) throws RunnerException {
        List<Kind> kinds = plans.stream()
                .flatMap(plan ->
                        Stream.of(Operation.values()).map(operation -> new Kind(plan, operation, new ArrayList<>())))
                .toList();
        for (int round = 0; round < rounds; round++) {
            for (Kind kind : kinds) {
                progress.accept("round " + (round + 1) + " of " + rounds + ": "
                        + kind.operation().label() + ", threads: " + kind.plan().threads());
                kind.rounds().add(kind.plan().run(kind.operation(), redis));
            }
        }
        progress.accept("bytes of " + links + " links");
        try (StoreNode node = new StoreNode(redis)) {
            return new Report(kinds.stream().map(Kind::row).toList(), LinkMemory.of(node, links));
        }
    }

    private record Kind(Plan plan, Operation operation, List<Figures> rounds) {

        Report.Row row() {
            return new Report.Row(operation, plan.threads(), Figures.middle(rounds));
        }
    }
}
