package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;

/**
 * What a session has put and its transaction has not written yet.
 *
 * <p>Written in the first step of the commit, before the database: when Redis cannot take it, the database is rolled
 * back too and the caller gets the error. (Keycloak's Infinispan store writes after the database; what fails there leaves
 * a login without its code.) When the database fails after that, what was written is taken back. What cannot be taken back
 * stays until it expires: nobody was told its key.
 */
final class PendingPuts {

    private static final Logger LOG = Logger.getLogger(PendingPuts.class);

    /** A put that waits. */
    record Put(long lifespanSeconds, Map<String, String> notes) {}

    /** Where the puts go to. */
    interface Store {
        void write(String key, Put put);

        void discard(String key);
    }

    private final KeycloakTransactionManager transactions;
    private final Store store;
    private final Map<String, Put> waiting = new LinkedHashMap<>();
    private final List<String> written = new ArrayList<>();
    private boolean enlisted;
    private boolean flushed;

    PendingPuts(KeycloakTransactionManager transactions, Store store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** The last put of a key wins. */
    void add(String key, Put put) {
        if (flushed) {
            // somebody puts while the transaction is being committed: there is no later step to wait for
            store.write(key, put);
            written.add(key);
            return;
        }
        if (!enlisted) {
            transactions.enlistPrepare(new Writing());
            transactions.enlistAfterCompletion(new TakingBack());
            enlisted = true;
        }
        waiting.put(key, put);
    }

    Put get(String key) {
        return waiting.get(key);
    }

    /** Forgets a put that waits; null when none does. */
    Put take(String key) {
        return waiting.remove(key);
    }

    private final class Writing extends AbstractKeycloakTransaction {

        @Override
        protected void commitImpl() {
            flushed = true;
            try {
                waiting.forEach((key, put) -> {
                    store.write(key, put);
                    written.add(key);
                });
            } catch (StoreUnavailableException e) {
                // nothing can be taken back from a store that is away: the caller need not wait for that too
                written.clear();
                throw e;
            } finally {
                waiting.clear();
            }
        }

        @Override
        protected void rollbackImpl() {
            waiting.clear();
        }
    }

    private final class TakingBack extends AbstractKeycloakTransaction {

        @Override
        protected void commitImpl() {
            written.clear();
        }

        @Override
        protected void rollbackImpl() {
            waiting.clear();
            try {
                written.forEach(store::discard);
            } catch (StoreUnavailableException e) {
                // nobody was told these keys: the entries just wait for their end
                LOG.debug("Entries of a transaction that failed stay in Redis until they expire", e);
            }
        }
    }
}
