package io.github.keycloakporter.benchmarks.limits;

import io.github.keycloakporter.benchmarks.StoreNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** All contenders on one Redis, in turns: what disturbs the machine falls on all of them. */
record LimitRace(LimitPlan plan, Consumer<String> progress) {

    /** By number of threads the figures by contender. */
    Map<Integer, Map<String, Turns.Figures>> run(URI redis) throws InterruptedException, ExecutionException {
        Map<Integer, Map<String, Turns.Figures>> figures = new LinkedHashMap<>();
        try (StoreNode node = new StoreNode(redis)) {
            node.redis().call("benchmark.empty", commands -> commands.flushall());
            progress.accept("setting rates");
            try (Contender bare = new BareScript(node, plan.subjects());
                    Contender ours = new OurLimits(node, plan.subjects());
                    Contender bucket4j = new Bucket4jLimits(redis, plan.subjects());
                    Contender redisson = new RedissonLimits(redis, plan.subjects())) {
                for (int threads : plan.threads()) {
                    figures.put(threads, race(threads, List.of(ours, bare, bucket4j, redisson)));
                }
            }
        }
        return figures;
    }

    private Map<String, Turns.Figures> race(int threads, List<Contender> contenders)
            throws InterruptedException, ExecutionException {
        List<Turns> all = new ArrayList<>();
        for (Contender contender : contenders) {
            progress.accept("warming up: " + contender.label() + ", threads: " + threads);
            Turns turns = new Turns(contender, threads, plan.subjects());
            turns.take(plan.warmUp(), false);
            all.add(turns);
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            progress.accept("round " + round + " of " + plan.rounds() + ", threads: " + threads);
            // nobody always follows the same one
            Collections.rotate(all, 1);
            for (Turns turns : all) {
                turns.take(plan.slice(), true);
            }
        }
        Map<String, Turns.Figures> figures = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            all.stream()
                    .filter(turns -> turns.contender() == contender)
                    .forEach(turns -> figures.put(contender.label(), turns.figures()));
        }
        return figures;
    }
}
