package io.github.keycloakporter.email.outbox;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** One session with its transaction. Closed without a commit, it rolls back. */
final class MailSession implements AutoCloseable {

    private final MailStore store;
    private final KeycloakSession session;

    MailSession(MailStore store) {
        this.store = store;
        this.session = ThinSession.of(store);
        session.getTransactionManager().begin();
    }

    JpaEmailOutboxProvider outbox() {
        return store.outbox(session);
    }

    MailQueue queue() {
        return new MailQueue(session, MailStore.CONFIG, store.metrics());
    }

    EntityManager em() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    KeycloakSession session() {
        return session;
    }

    /** The row as it stands in the database. */
    MailEntity row(String id) {
        return em().find(MailEntity.class, id);
    }

    void commit() {
        session.getTransactionManager().commit();
    }

    void rollback() {
        session.getTransactionManager().rollback();
    }

    @Override
    public void close() {
        if (session.getTransactionManager().isActive()) {
            rollback();
        }
        session.close();
    }
}
