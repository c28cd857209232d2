package io.github.keycloakporter.benchmarks;

import java.util.Comparator;
import java.util.List;

/**
 * Medians of one kind of call, measured in turns.
 *
 * @param ours through Porter, in microseconds
 * @param bare without it, in microseconds
 */
record Figures(double ours, double bare) {

    double ratio() {
        return ours / bare;
    }

    /** The round in the middle: not the luckiest one, nor the one somebody else's work fell into. */
    static Figures middle(List<Figures> rounds) {
        List<Figures> sorted = rounds.stream()
                .sorted(Comparator.comparingDouble(Figures::ratio))
                .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }
}
