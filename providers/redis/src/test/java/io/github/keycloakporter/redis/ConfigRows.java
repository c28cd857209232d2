package io.github.keycloakporter.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.storage.configuration.ServerConfigStorageProvider;

/** The table SERVER_CONFIG of one database: a new row is inserted at the commit, which fails if another session was first. */
public final class ConfigRows {

    private final Map<String, String> committed = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable beforeInsert = () -> {};

    /** What another session does just before the next one inserts rows. */
    public void beforeInsert(Runnable another) {
        beforeInsert = another;
    }

    /** What is committed. */
    public Map<String, String> committed() {
        return committed;
    }

    /** How many times a session looked for a row. */
    public int reads() {
        return reads.get();
    }

    ServerConfigStorageProvider of(KeycloakSession session) {
        return new Rows(session);
    }

    private final class Rows implements ServerConfigStorageProvider {

        private final Map<String, String> inserted = new HashMap<>();

        private Rows(KeycloakSession session) {
            session.getTransactionManager().enlist(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    if (!inserted.isEmpty()) {
                        beforeInsert.run();
                    }
                    inserted.forEach((key, value) -> {
                        if (committed.putIfAbsent(key, value) != null) {
                            throw new ModelDuplicateException("Unique index or primary key violation");
                        }
                    });
                }

                @Override
                protected void rollbackImpl() {
                    inserted.clear();
                }
            });
        }

        @Override
        public Optional<String> find(String key) {
            reads.incrementAndGet();
            return Optional.ofNullable(committed.getOrDefault(key, inserted.get(key)));
        }

        @Override
        public String loadOrCreate(String key, Supplier<String> value) {
            return find(key).orElseGet(() -> inserted.computeIfAbsent(key, absent -> value.get()));
        }

        @Override
        public void store(String key, String value) {
            throw new UnsupportedOperationException("store");
        }

        @Override
        public void remove(String key) {
            throw new UnsupportedOperationException("remove");
        }

        @Override
        public boolean replace(String key, Predicate<String> condition, Supplier<String> value) {
            throw new UnsupportedOperationException("replace");
        }

        @Override
        public Stream<String> keys() {
            throw new UnsupportedOperationException("keys");
        }

        @Override
        public void close() {}
    }
}
