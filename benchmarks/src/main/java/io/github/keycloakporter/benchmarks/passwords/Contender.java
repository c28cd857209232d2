package io.github.keycloakporter.benchmarks.passwords;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** One who says whether a password may not be chosen. */
interface Contender {

    String label();

    /** Reads the list: a text with one password a line, sorted, in lower case. */
    Predicate<String> open(Path list) throws IOException;
}
