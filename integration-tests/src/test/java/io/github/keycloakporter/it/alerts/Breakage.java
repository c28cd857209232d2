package io.github.keycloakporter.it.alerts;

import java.util.List;

/**
 * Something that goes wrong, and the alerts that have to tell.
 *
 * @param traffic repeated until all alerts are there, such as people who go on asking for emails
 */
record Breakage(String what, List<String> alerts, Step begin, Step traffic, Step end) {

    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    static final Step NOTHING = () -> {};
}
