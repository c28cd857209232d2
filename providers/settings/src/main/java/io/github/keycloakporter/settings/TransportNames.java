package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.config.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of transports in an order of transports, as the option and the realm attribute give it: separated by commas.
 *
 * @param known the ids of the transports that there are
 */
record TransportNames(Set<String> known) {

    private static final int LONGEST = 40;

    /** What is wrong with each name that no transport has, as the end of a sentence. */
    List<String> problems(String order) {
        return Arrays.stream(order.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty() && !known.contains(name))
                .distinct()
                .map(this::problem)
                .toList();
    }

    private String problem(String name) {
        return "names the unknown transport '" + printable(name) + "', "
                + Spelling.nearest(name, known)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElseGet(() -> "there are " + String.join(", ", new TreeSet<>(known)));
    }

    private static String printable(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
    }
}
