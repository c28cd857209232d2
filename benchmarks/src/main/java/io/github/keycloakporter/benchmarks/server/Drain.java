package io.github.keycloakporter.benchmarks.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast mails leave by a mail server that takes a while for each, beside what its slowness allows at best. */
final class Drain {

    private static final int DELAY = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Server stock;
    private final Queue queue;
    private final Arrivals arrivals;
    private final int parallelism;

    /** @param parallelism how many mails Porter has under way at once */
    Drain(Queue queue, Server stock, SmtpSink sink, int parallelism) {
        this.queue = queue;
        this.stock = stock;
        this.arrivals = sink.arrivals();
        this.parallelism = parallelism;
    }

    Table run(int mails, int stockMails) throws InterruptedException {
        Table table = new Table(
                "Drain: a mail server that takes " + DELAY + " ms a mail",
                "",
                "mails",
                "under way at once",
                "first to last, s",
                "mails/s",
                "ceiling, mails/s",
                "share of it");
        // a few for the compiler
        porter(Math.min(mails, 20 * parallelism), 0);
        porter(mails, DELAY);
        row(table, "Porter's outbox", mails, parallelism);
        oneByOne(stockMails);
        row(table, "stock, inside the requests", stockMails, 1);
        return table.note("The mails that are first under way count as the start, not as mails. The aim is 90 %.");
    }

    private void porter(int mails, int delay) throws InterruptedException {
        arrivals.clear();
        queue.fill(mails, delay, "");
        queue.release(mails);
        arrivals.await(mails, PATIENCE);
    }

    /** As an administrator's script does it: each call answers when its mail is out. */
    private void oneByOne(int mails) throws InterruptedException {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            users.add(stock.account(Delays.prefix(DELAY) + "drain" + i + "@example.org"));
        }
        arrivals.clear();
        users.forEach(user -> stock.admin().put(stock.path("/users/" + user + "/send-verify-email"), null));
        arrivals.await(mails, PATIENCE);
    }

    private void row(Table table, String name, int mails, int atOnce) {
        double seconds = arrivals.seconds(1, mails);
        double rate = (mails - atOnce) / seconds;
        double ceiling = atOnce * 1000.0 / DELAY;
        table.row(
                name,
                String.valueOf(mails),
                String.valueOf(atOnce),
                Table.figure(1, seconds),
                Table.figure(1, rate),
                Table.figure(0, ceiling),
                Table.figure(0, 100 * rate / ceiling) + " %");
    }
}
