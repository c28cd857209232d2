package io.github.keycloakporter.email.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs parcels, so many of one realm at a time and no more; the rest of them wait. The thread that finishes one takes the
 * next of the same realm at once, so nobody waits for the queue's table between two mails.
 */
final class Lanes {

    private static final class Lane {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    private final Executor workers;
    private final int perRealm;
    private final Map<String, Lane> lanes = new HashMap<>();

    Lanes(Executor workers, int perRealm) {
        this.workers = workers;
        this.perRealm = perRealm;
    }

    /** @throws java.util.concurrent.RejectedExecutionException when the workers take nothing more */
    void submit(String realm, Runnable parcel) {
        synchronized (this) {
            Lane lane = lanes.computeIfAbsent(realm, id -> new Lane());
            if (lane.running == perRealm) {
                lane.waiting.add(parcel);
                return;
            }
            lane.running++;
        }
        try {
            workers.execute(() -> run(realm, parcel));
        } catch (RuntimeException e) {
            next(realm);
            throw e;
        }
    }

    private void run(String realm, Runnable first) {
        for (Runnable parcel = first; parcel != null; parcel = next(realm)) {
            parcel.run();
        }
    }

    /** The next parcel of the realm, which keeps its place; null where none waits, and the place is free. */
    private synchronized Runnable next(String realm) {
        Lane lane = lanes.get(realm);
        Runnable parcel = lane.waiting.poll();
        if (parcel == null && --lane.running == 0) {
            lanes.remove(realm);
        }
        return parcel;
    }
}
