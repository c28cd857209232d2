package io.github.keycloakporter.it.alerts;

import java.util.List;

/**
 * Something that goes wrong, and the alerts that have to tell.
 *
 * @param traffic repeated until all alerts are there, such as people who go on asking for emails
 * @param after repeated until all alerts are gone, where only use shows that it works again
 */
record Breakage(String what, List<String> alerts, Step begin, Step traffic, Step end, Step after) {

    Breakage(String what, List<String> alerts, Step begin, Step traffic, Step end) {
        this(what, alerts, begin, traffic, end, NOTHING);
    }

    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    static final Step NOTHING = () -> {};
}
