package io.github.keycloakporter.it.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One line for each thing that happens, with the seconds since the start. */
final class Progress {

    private final PrintStream out;
    private final Instant start = Instant.now();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
        out.println(String.format(Locale.ROOT, "%7.1f s  %s", seconds, what));
    }
}
