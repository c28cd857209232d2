package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.benchmarks.queue.QueueFillerFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Porter's outbox as the benchmarks fill it: see {@link io.github.keycloakporter.benchmarks.queue.QueueFiller}. */
final class Queue {

    /** What one request queues, well within its time-out. */
    private static final int MAILS_A_CALL = 2_500;

    private final URI filler;

    Queue(Server porter) {
        filler = URI.create(porter.realmUrl() + "/" + QueueFillerFactory.PROVIDER_ID + "/");
    }

    /**
     * Queues mails that nobody sends yet.
     *
     * @param delay what the mail server is to take for each, in milliseconds
     * @param run the bulk run they belong to; empty for none
     */
    void fill(int mails, int delay, String run) {
        for (int first = 0; first < mails; first += MAILS_A_CALL) {
            call("mails?first=" + first + "&count=" + Math.min(MAILS_A_CALL, mails - first) + "&prefix="
                    + Delays.prefix(delay) + "&run=" + run);
        }
    }

    /** Lets them go, all in one transaction. */
    void release(int expected) {
        long released = call("release");
        if (released != expected) {
            throw new IllegalStateException(released + " mails were let go instead of " + expected);
        }
    }

    /** Bytes of heap in use after a garbage collection. */
    long heap() {
        return call("heap");
    }

    private long call(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(filler.resolve(path)).POST(BodyPublishers.noBody());
        return Long.parseLong(Http.require(Http.send(request)).body());
    }
}
