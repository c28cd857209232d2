package io.github.keycloakporter.benchmarks.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table under a heading. The first column is text, all others are figures. */
final class Table {

    private final String heading;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Table(String heading, String... columns) {
        this.heading = heading;
        this.columns = List.of(columns);
    }

    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells under " + columns);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** A line below the table. */
    Table note(String text) {
        notes.add(text);
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder("### " + heading + "\n\n");
        line(text, columns);
        text.append("| --- |").append(" ---: |".repeat(columns.size() - 1)).append('\n');
        rows.forEach(row -> line(text, row));
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    /** A figure with so many digits after the point, whatever the machine's language. */
    static String figure(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
