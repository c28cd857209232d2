package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.benchmarks.server.Enumeration.Form;
import io.github.keycloakporter.benchmarks.server.Enumeration.Kind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/** Times of one form by the kind of address that was typed. */
final class EnumerationFigures {

    private final String title;
    private final Map<Kind, Samples> samples = new EnumMap<>(Kind.class);

    EnumerationFigures(Form form, String server) {
        this.title = form.title() + ", " + server;
        for (Kind kind : Kind.values()) {
            samples.put(kind, new Samples());
        }
    }

    void add(Kind kind, long nanos) {
        samples.get(kind).add(nanos);
    }

    Table kinds() {
        Table table = new Table(title, "address typed", "requests", "median, ms", "p95, ms");
        samples.forEach((kind, times) -> table.row(
                name(kind),
                String.valueOf(times.size()),
                Table.figure(3, times.median()),
                Table.figure(3, times.percentile(95))));
        return table;
    }

    Table pairs() {
        Table table = new Table(
                title + ": what the time tells",
                "pair",
                "difference of medians, ms",
                "difference, %",
                "p (Mann-Whitney U)");
        for (Kind one : Kind.values()) {
            for (Kind other : Kind.values()) {
                if (one.compareTo(other) < 0) {
                    pair(table, one, other);
                }
            }
        }
        return table.note("p is the chance of such a difference, or a greater one, where there is none.");
    }

    private void pair(Table table, Kind one, Kind other) {
        double base = samples.get(one).median();
        double difference = samples.get(other).median() - base;
        double p = new MannWhitneyUTest()
                .mannWhitneyUTest(samples.get(one).millis(), samples.get(other).millis());
        table.row(
                name(one) + " – " + name(other),
                Table.figure(3, difference),
                Table.figure(2, 100 * difference / base),
                p < 0.001 ? "< 0.001" : Table.figure(3, p));
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
