package io.github.keycloakporter.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures as a Markdown table. */
record Report(List<Row> rows, LinkMemory memory) {

    record Row(Operation operation, int threads, Figures figures) {

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "| %-24s | %7d | %5.2f | %8.1f | %8.1f | %-9s |",
                    operation.label(),
                    threads,
                    figures.ratio(),
                    figures.ours(),
                    figures.bare(),
                    operation.command());
        }
    }

    String text() {
        String lines = Stream.concat(
                        Stream.of(
                                "| operation                | threads | ratio | ours, us | bare, us | bare call |",
                                "| ------------------------ | ------: | ----: | -------: | -------: | --------- |"),
                        rows.stream().map(Row::line))
                .collect(Collectors.joining("\n"));
        return lines
                + String.format(
                        Locale.ROOT,
                        "%n%nA waiting link with its code: %.0f bytes (MEMORY USAGE of its keys), %.0f bytes with what Redis"
                                + " keeps to find them (growth of used_memory).",
                        memory.keys(),
                        memory.whole());
    }
}
