package io.github.keycloakporter.notifications.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Notices that wait for their time, in the transaction of the session. */
public final class PendingNotices {

    /** Notices of one user, type and address: one mail. {@code baseUrl} is null where the server's address was not known. */
    public record Batch(String realmId, String userId, String type, String recipient, String baseUrl) {}

    /** In milliseconds since 1970. */
    public record Span(long first, long last) {}

    private static final String OF_BATCH =
            " where n.realmId = :realm and n.userId = :user and n.type = :type and n.recipient = :recipient";

    private final EntityManager em;

    public PendingNotices(KeycloakSession session) {
        this(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    public PendingNotices(EntityManager em) {
        this.em = em;
    }

    public void add(Batch batch, long happenedAt, long dueAt) {
        PendingNoticeEntity row = new PendingNoticeEntity();
        row.id = UUID.randomUUID().toString();
        row.realmId = batch.realmId();
        row.userId = batch.userId();
        row.type = batch.type();
        row.recipient = batch.recipient();
        row.baseUrl = batch.baseUrl();
        row.happenedAt = happenedAt;
        row.dueAt = dueAt;
        em.persist(row);
    }

    /** What has a notice that is due. */
    public List<Batch> due(long now, int max) {
        return em
                .createQuery(
                        "select n.realmId, n.userId, n.type, n.recipient, max(n.baseUrl) from PendingNoticeEntity n"
                                + " where n.dueAt <= :now group by n.realmId, n.userId, n.type, n.recipient",
                        Object[].class)
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(row ->
                        new Batch((String) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4]))
                .toList();
    }

    /** When the first and the last of them happened; empty if none is left. */
    public Optional<Span> span(Batch batch) {
        Object[] span = of(
                        em.createQuery(
                                "select min(n.happenedAt), max(n.happenedAt) from PendingNoticeEntity n" + OF_BATCH,
                                Object[].class),
                        batch)
                .getSingleResult();
        return span[0] == null ? Optional.empty() : Optional.of(new Span((Long) span[0], (Long) span[1]));
    }

    /**
     * Takes what happened up to then out of the table. Among transactions that do so at a time on any node the database lets
     * one have each row, and that one commits it together with its mail.
     *
     * @return how many they are
     */
    public int take(Batch batch, long upTo) {
        return of(em.createQuery("delete from PendingNoticeEntity n" + OF_BATCH + " and n.happenedAt <= :upTo"), batch)
                .setParameter("upTo", upTo)
                .executeUpdate();
    }

    public void postpone(Batch batch, long dueAt) {
        of(em.createQuery("update PendingNoticeEntity n set n.dueAt = :due" + OF_BATCH), batch)
                .setParameter("due", dueAt)
                .executeUpdate();
    }

    private static <Q extends Query> Q of(Q query, Batch batch) {
        query.setParameter("realm", batch.realmId())
                .setParameter("user", batch.userId())
                .setParameter("type", batch.type())
                .setParameter("recipient", batch.recipient());
        return query;
    }
}
