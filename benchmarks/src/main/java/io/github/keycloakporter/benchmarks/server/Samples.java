package io.github.keycloakporter.benchmarks.server;

import java.util.ArrayList;
import java.util.List;

/** Times of one kind of call, in nanoseconds. */
final class Samples {

    private final List<Long> nanos = new ArrayList<>();

    void add(long time) {
        nanos.add(time);
    }

    int size() {
        return nanos.size();
    }

    double[] millis() {
        return nanos.stream().mapToDouble(time -> time / 1e6).toArray();
    }

    /** In milliseconds. */
    double median() {
        return percentile(50);
    }

    /** In milliseconds: the smallest sample that so many percent of all do not exceed (nearest rank). */
    double percentile(int percent) {
        if (nanos.isEmpty()) {
            throw new IllegalStateException("Nothing was measured");
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1) / 1e6;
    }
}
