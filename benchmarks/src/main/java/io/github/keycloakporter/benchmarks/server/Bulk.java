package io.github.keycloakporter.benchmarks.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** How many calls of SendGrid's API a bulk run takes, beside the same mails without one. */
final class Bulk {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Server porter;
    private final Queue queue;
    private final SendGridSink sendGrid;

    Bulk(Server porter, Queue queue, SendGridSink sendGrid) {
        this.porter = porter;
        this.queue = queue;
        this.sendGrid = sendGrid;
    }

    Table run(int mails, int single) throws InterruptedException {
        transports("sendgrid");
        try {
            Table table = new Table(
                    "Bulk by SendGrid", "", "mails", "calls of POST /v3/mail/send", "mails a call", "mails/s");
            measure(table, "one run", mails, "bench-run");
            measure(table, "no run", single, "");
            return table.note("At most 1,000 mails go into a call: the aim is " + (mails + 999) / 1000
                    + " calls for the run. Stock sends by SMTP, one mail after the other.");
        } finally {
            transports("");
        }
    }

    private void measure(Table table, String name, int mails, String run) throws InterruptedException {
        sendGrid.clear();
        queue.fill(mails, 0, run);
        queue.release(mails);
        sendGrid.arrivals().await(mails, PATIENCE);
        int perCall = mails / sendGrid.calls();
        double seconds = sendGrid.arrivals().seconds(1, mails);
        table.row(
                name,
                String.valueOf(sendGrid.arrivals().count()),
                String.valueOf(sendGrid.calls()),
                String.valueOf(perCall),
                // the clock starts when the first call is in
                Table.figure(0, (mails - perCall) / seconds));
    }

    /** The realm's own order of transports; an empty one leaves it to the server's option. */
    private void transports(String order) {
        ObjectNode realm = (ObjectNode) porter.admin().get(porter.path(""));
        realm.withObject("/attributes").put("porter.mail.transports", order);
        porter.admin().put(porter.path(""), realm);
    }
}
