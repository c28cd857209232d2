package io.github.keycloakporter.benchmarks.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Times of pages by page, server and delay of the mail server. */
final class PageFigures {

    static final String REGISTER = "register";
    static final String RESEND = "resend";
    static final String RESET = "reset";

    /** What the mail server takes for a mail, in milliseconds. */
    static final List<Integer> DELAYS = List.of(0, 200, 2_000);

    private static final List<String> PAGES = List.of(REGISTER, RESEND, RESET);

    private final Map<List<Object>, Samples> samples = new HashMap<>();

    void add(String page, Server server, int delay, long nanos) {
        add(page, server.name(), delay, nanos);
    }

    void add(String page, String server, int delay, long nanos) {
        samples.computeIfAbsent(List.of(page, server, delay), key -> new Samples())
                .add(nanos);
    }

    Table times() {
        Table table = new Table(
                "Pages",
                "page",
                "mail server takes, ms",
                "Porter median, ms",
                "Porter p95, ms",
                "stock median, ms",
                "stock p95, ms");
        for (String page : PAGES) {
            for (int delay : DELAYS) {
                Samples porter = of(page, "Porter", delay);
                Samples stock = of(page, "stock", delay);
                table.row(
                        page,
                        String.valueOf(delay),
                        Table.figure(1, porter.median()),
                        Table.figure(1, porter.percentile(95)),
                        Table.figure(1, stock.median()),
                        Table.figure(1, stock.percentile(95)));
            }
        }
        return table.note("Samples of each: " + of(REGISTER, "Porter", 0).size() + ".");
    }

    Table ratios() {
        Table table = new Table(
                "Pages: what a slow mail server adds",
                "page",
                "Porter 200 : 0",
                "Porter 2,000 : 0",
                "stock 200 : 0",
                "stock 2,000 : 0");
        for (String page : PAGES) {
            table.row(
                    page,
                    ratio(page, "Porter", 200),
                    ratio(page, "Porter", 2_000),
                    ratio(page, "stock", 200),
                    ratio(page, "stock", 2_000));
        }
        return table.note("Medians. The aim is 1.1 for Porter.");
    }

    private String ratio(String page, String server, int delay) {
        return Table.figure(
                2, of(page, server, delay).median() / of(page, server, 0).median());
    }

    private Samples of(String page, String server, int delay) {
        return samples.getOrDefault(List.of(page, server, delay), new Samples());
    }
}
