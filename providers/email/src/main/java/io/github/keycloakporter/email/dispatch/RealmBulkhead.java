package io.github.keycloakporter.email.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Bounds the batches in progress, in total and for each realm, so that one realm's slow mail server leaves room for the others.
 *
 * <p>A quarter more are taken from the queue ahead and wait here, so that a worker that finishes a batch continues without
 * waiting for the database.
 */
final class RealmBulkhead {

    private static final class Share {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int taken;
        private int running;
    }

    private final int perRealm;
    private final int maxTaken;
    private final int maxTakenPerRealm;
    private final Map<String, Share> shares = new HashMap<>();
    private int taken;

    /**
     * @param total batches that are in progress at most; the executor has as many threads
     * @param perRealm how many of them may belong to one realm
     */
    RealmBulkhead(int total, int perRealm) {
        this.perRealm = perRealm;
        this.maxTaken = withNext(total);
        this.maxTakenPerRealm = withNext(perRealm);
    }

    private static int withNext(int inProgress) {
        return inProgress + Math.max(1, inProgress / 4);
    }

    /** How many batches may be taken from the queue now. */
    synchronized int free() {
        return maxTaken - taken;
    }

    /** Realms of which no batch may be taken now. */
    synchronized Set<String> fullRealms() {
        return shares.entrySet().stream()
                .filter(realm -> realm.getValue().taken >= maxTakenPerRealm)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes a batch of the realm, if it may be taken. */
    synchronized boolean acquire(String realm) {
        Share share = shares.computeIfAbsent(realm, id -> new Share());
        if (taken >= maxTaken || share.taken >= maxTakenPerRealm) {
            removeIfUnused(realm, share);
            return false;
        }
        taken++;
        share.taken++;
        return true;
    }

    /** Ends a batch that was taken. */
    synchronized void release(String realm) {
        Share share = shares.get(realm);
        taken--;
        share.taken--;
        removeIfUnused(realm, share);
    }

    /**
     * Runs a batch that was taken: now, or after another one of its realm has ended.
     *
     * @throws RejectedExecutionException if the executor takes nothing more
     */
    void execute(Executor workers, String realm, Runnable batch) {
        synchronized (this) {
            Share share = shares.get(realm);
            if (share.running == perRealm) {
                share.waiting.add(batch);
                return;
            }
            share.running++;
        }
        try {
            workers.execute(() -> run(realm, batch));
        } catch (RejectedExecutionException e) {
            ended(realm);
            throw e;
        }
    }

    private void run(String realm, Runnable first) {
        for (Runnable batch = first; batch != null; batch = next(realm)) {
            batch.run();
        }
    }

    /** The next batch of the realm for the same thread; null if none waits. */
    private synchronized Runnable next(String realm) {
        Runnable batch = shares.get(realm).waiting.poll();
        if (batch == null) {
            ended(realm);
        }
        return batch;
    }

    private synchronized void ended(String realm) {
        Share share = shares.get(realm);
        share.running--;
        removeIfUnused(realm, share);
    }

    private void removeIfUnused(String realm, Share share) {
        if (share.taken == 0 && share.running == 0) {
            shares.remove(realm);
        }
    }
}
