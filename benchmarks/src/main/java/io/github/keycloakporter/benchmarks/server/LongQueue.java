package io.github.keycloakporter.benchmarks.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a long queue drains as fast at its end as at its beginning, and in as much memory. */
final class LongQueue {

    private static final int PARTS = 10;
    private static final Duration PATIENCE_A_PART = Duration.ofMinutes(5);

    private final Queue queue;
    private final Arrivals arrivals;

    LongQueue(Queue queue, SmtpSink sink) {
        this.queue = queue;
        this.arrivals = sink.arrivals();
    }

    /** @param mails a multiple of ten */
    Table run(int mails) throws InterruptedException {
        arrivals.clear();
        queue.fill(mails, 0, "");
        long before = queue.heap();
        queue.release(mails);
        int part = mails / PARTS;
        List<Long> heaps = new ArrayList<>();
        for (int i = 1; i <= PARTS; i++) {
            arrivals.await(i * part, PATIENCE_A_PART);
            heaps.add(queue.heap());
        }
        return table(mails, before, heaps);
    }

    private Table table(int mails, long before, List<Long> heaps) {
        Table table =
                new Table("A queue of " + mails + " mails", "tenth", "mails/s", "heap in use after a collection, MB");
        table.row("(before)", "", megabytes(before));
        int part = mails / PARTS;
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            int from = Math.max(1, i * part);
            rates.add((i * part + part - from) / arrivals.seconds(from, i * part + part));
            table.row(String.valueOf(i + 1), Table.figure(0, rates.get(i)), megabytes(heaps.get(i)));
        }
        return table.note("Rate of the last tenth to that of the second: "
                        + Table.figure(2, rates.get(PARTS - 1) / rates.get(1))
                        + " (the aim is 0.9); heap of the last to that of the second: "
                        + Table.figure(2, (double) heaps.get(PARTS - 1) / heaps.get(1)) + " (the aim is 1).")
                .note("The collections are asked for and fall into the rates. The mail server takes 0 ms. Stock has no"
                        + " queue.");
    }

    private static String megabytes(long bytes) {
        return Table.figure(1, bytes / 1e6);
    }
}
