package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.Limit;
import java.util.ArrayList;
import java.util.List;

/**
 * A limit under the name its count is kept by, see {@link LimitNames}.
 *
 * @param name tells neither what is limited nor whom
 * @param times how many permits of it are meant
 */
record NamedLimit(String name, Limit limit, int times) {

    NamedLimit(String name, Limit limit) {
        this(name, limit, 1);
    }

    /** The same, with no name twice: a store moves each count once. */
    static List<NamedLimit> merged(List<NamedLimit> limits) {
        List<NamedLimit> merged = new ArrayList<>(limits.size());
        for (NamedLimit named : limits) {
            int same = 0;
            while (same < merged.size() && !merged.get(same).name.equals(named.name)) {
                same++;
            }
            if (same == merged.size()) {
                merged.add(named);
            } else {
                NamedLimit known = merged.get(same);
                merged.set(same, new NamedLimit(known.name, known.limit, known.times + named.times));
            }
        }
        return merged;
    }

    /** How far a charge moves the limit's time on, in microseconds. */
    long step() {
        return times * Gcra.interval(limit);
    }

    long burst() {
        return Gcra.burst(limit);
    }
}
