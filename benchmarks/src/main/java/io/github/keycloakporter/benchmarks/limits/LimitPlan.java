package io.github.keycloakporter.benchmarks.limits;

import java.time.Duration;
import java.util.List;

/**
 * How limits are measured.
 *
 * @param threads one table each
 * @param subjects how many sets of five; calls go round
 * @param warmUp of each contender
 * @param slice after which the next contender has its turn
 * @param rounds how many turns each has
 */
record LimitPlan(List<Integer> threads, int subjects, Duration warmUp, Duration slice, int rounds) {

    static final LimitPlan FULL =
            new LimitPlan(List.of(1, 16), 10_000, Duration.ofSeconds(8), Duration.ofMillis(1_000), 15);

    /** Whether it runs, not how fast. */
    static final LimitPlan QUICK =
            new LimitPlan(List.of(1, 16), 200, Duration.ofMillis(500), Duration.ofMillis(100), 3);
}
