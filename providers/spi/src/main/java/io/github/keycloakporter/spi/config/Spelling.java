package io.github.keycloakporter.spi.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a word that is misspelled. */
public final class Spelling {

    private static final int SHORT = 8;
    private static final int MOST_SLIPS = 3;

    private Spelling() {}

    /** The known word that is nearest, where it is near enough to be meant: one slip in a short word, three in a long one. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        int slips = typed.length() < SHORT ? 1 : MOST_SLIPS;
        return known.stream()
                .filter(word -> distance(typed, word) <= slips)
                .min(Comparator.<String>comparingInt(word -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Optimal string alignment, after Damerau and Levenshtein: letters left out, added, changed, or two neighbours swapped. */
    public static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
