package io.github.keycloakporter.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls of one kind, one after the other, over entries of its own: as Porter makes them and bare. Either way fails where
 * the store did not do what was asked, so that nobody measures a miss. For one thread.
 */
abstract class Workload {

    /** How many calls until the entries have to be put back. */
    static final int ENTRIES = 256;

    final StoreNode node;
    final BareRedis redis;
    final CapturingConnection capturing;
    final List<CapturedCall> calls = new ArrayList<>(ENTRIES);

    private int at = -1;

    Workload(StoreNode node) {
        this.node = node;
        this.redis = new BareRedis(node.redis());
        this.capturing = new CapturingConnection(node.redis());
    }

    /** The call through Porter's provider, from its factory on. */
    abstract Object ours();

    /** The same command with the same bytes. */
    abstract Object bare();

    /** Turns to the next entry; not measured. */
    final void next() {
        at++;
        if (at == ENTRIES) {
            at = 0;
            putBack();
        }
        prepare();
    }

    /** Undoes what the calls did, where that is in the way of the next ones; not measured. */
    void putBack() {}

    /** What Keycloak has at hand when it makes the call; not measured. */
    void prepare() {}

    final int at() {
        return at;
    }

    final Object sent() {
        return redis.call(calls.get(at).command());
    }

    static <T> T expect(boolean done, T result) {
        if (!done) {
            throw new IllegalStateException("The store did not do what was measured: " + result);
        }
        return result;
    }
}
