package io.github.keycloakporter.it.chaos.verdict;

import java.util.List;

/**
 * What became of one promise.
 *
 * @param promise in one sentence
 * @param looked at how many cases
 * @param breaches the evidence for each case in which it was broken
 */
public record Verdict(String promise, int looked, List<String> breaches) {

    public Verdict {
        breaches = List.copyOf(breaches);
    }

    public boolean holds() {
        return breaches.isEmpty();
    }
}
