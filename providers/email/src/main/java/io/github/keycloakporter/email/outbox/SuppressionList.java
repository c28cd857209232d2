package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.Suppression.Reason;
import io.github.keycloakporter.spi.mail.SuppressionFilter;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/**
 * Addresses that get no more mail, by digest. A soft bounce counts; the rest stops mail at once. An entry whose cause can pass
 * expires, and with it the count.
 */
final class SuppressionList {

    /** What a delivered mail disproves. A complaint and an unsubscription are wishes, not facts. */
    private static final Set<Reason> DISPROVED_BY_DELIVERY =
            Set.of(Reason.HARD_BOUNCE, Reason.SOFT_BOUNCES, Reason.PROVIDER);

    private final EntityManager em;
    private final int softBounces;

    /** @param softBounces how many soft bounces in a row stop mail */
    SuppressionList(EntityManager em, int softBounces) {
        this.em = em;
        this.softBounces = softBounces;
    }

    Optional<Suppression> find(RealmModel realm, String addressHash, MailKind kind) {
        return entries(realm, addressHash).stream()
                .filter(entry -> stops(entry) && entry.reason.stops(kind))
                .min(Comparator.comparing(entry -> entry.reason))
                .map(SuppressionList::suppression);
    }

    Stream<Suppression> list(RealmModel realm, SuppressionFilter filter, int first, int max) {
        TypedQuery<SuppressionEntity> query = em.createQuery(
                        "select s from SuppressionEntity s where " + where(filter)
                                + " and (s.reason <> :soft or s.occurrences >= :limit)"
                                + " and (s.expiresAt is null or s.expiresAt > :now) order by s.since desc, s.addressHash",
                        SuppressionEntity.class)
                .setParameter("soft", Reason.SOFT_BOUNCES)
                .setParameter("limit", softBounces)
                .setParameter("now", Time.currentTimeMillis())
                .setFirstResult(first)
                .setMaxResults(max);
        return fill(query, realm, filter).getResultStream().map(SuppressionList::suppression);
    }

    /**
     * A mail to the address that was delivered after that moment proves the report out of date.
     *
     * @param diagnosis class and code of the refusal
     */
    void add(RealmModel realm, String addressHash, Reason reason, long at, String mailId, Optional<String> diagnosis) {
        if (DISPROVED_BY_DELIVERY.contains(reason) && deliveredAfter(realm, addressHash, at)) {
            return;
        }
        Long expires = reason.lifetime().map(life -> at + life.toMillis()).orElse(null);
        // one statement: reports of several mails to one address may come at once. The count comes first, because MySQL
        // lets what follows see what is set already
        em.createQuery(
                        "insert into SuppressionEntity (realmId, addressHash, reason, since, expiresAt, mailId, diagnosis,"
                                + " occurrences) values (:realm, :address, :reason, :at, :expires, :mail, :diagnosis, 1)"
                                + " on conflict (realmId, addressHash, reason) do update"
                                + " set occurrences = case when expiresAt <= excluded.since then 1 else occurrences + 1 end,"
                                + " since = greatest(since, excluded.since),"
                                + " expiresAt = greatest(expiresAt, excluded.expiresAt),"
                                + " diagnosis = excluded.diagnosis")
                .setParameter("realm", realm.getId())
                .setParameter("address", addressHash)
                .setParameter("reason", reason)
                .setParameter("at", at)
                .setParameter("expires", expires)
                .setParameter("mail", mailId)
                .setParameter(
                        "diagnosis",
                        diagnosis.map(text -> MailLedger.text(text, 255)).orElse(null))
                .executeUpdate();
    }

    /** A later mail arrived: facts of before no longer hold. */
    void delivered(RealmModel realm, String addressHash, long at) {
        // a look first: deleting nothing would lock the gap for others, and it is nothing nearly always
        if (entries(realm, addressHash).stream().anyMatch(entry -> DISPROVED_BY_DELIVERY.contains(entry.reason))) {
            em.createQuery("delete from SuppressionEntity s where s.realmId = :realm and s.addressHash = :address"
                            + " and s.reason in :disproved and s.since < :at")
                    .setParameter("realm", realm.getId())
                    .setParameter("address", addressHash)
                    .setParameter("disproved", DISPROVED_BY_DELIVERY)
                    .setParameter("at", at)
                    .executeUpdate();
        }
    }

    boolean lift(RealmModel realm, String addressHash) {
        return em.createQuery("delete from SuppressionEntity s where s.realmId = :realm and s.addressHash = :address")
                        .setParameter("realm", realm.getId())
                        .setParameter("address", addressHash)
                        .executeUpdate()
                > 0;
    }

    /** Too few soft bounces and expired entries go as well. */
    int lift(RealmModel realm, SuppressionFilter filter) {
        return fill(em.createQuery("delete from SuppressionEntity s where " + where(filter)), realm, filter)
                .executeUpdate();
    }

    /** Removes what no longer holds. */
    void purge() {
        em.createQuery("delete from SuppressionEntity s where s.expiresAt <= :now")
                .setParameter("now", Time.currentTimeMillis())
                .executeUpdate();
    }

    private static String where(SuppressionFilter filter) {
        return "s.realmId = :realm"
                + (filter.reason().isPresent() ? " and s.reason = :reason" : "")
                + (filter.from().isPresent() ? " and s.since >= :from" : "")
                + (filter.until().isPresent() ? " and s.since < :until" : "");
    }

    private static <Q extends Query> Q fill(Q query, RealmModel realm, SuppressionFilter filter) {
        query.setParameter("realm", realm.getId());
        filter.reason().ifPresent(reason -> query.setParameter("reason", reason));
        filter.from().ifPresent(from -> query.setParameter("from", from.toEpochMilli()));
        filter.until().ifPresent(until -> query.setParameter("until", until.toEpochMilli()));
        return query;
    }

    private boolean stops(SuppressionEntity entry) {
        return (entry.reason != Reason.SOFT_BOUNCES || entry.occurrences >= softBounces)
                && (entry.expiresAt == null || entry.expiresAt > Time.currentTimeMillis());
    }

    /** Read only: statements change the table, and a managed entity would not know of it. */
    private List<SuppressionEntity> entries(RealmModel realm, String addressHash) {
        return em.createQuery(
                        "select s from SuppressionEntity s where s.realmId = :realm and s.addressHash = :address",
                        SuppressionEntity.class)
                .setParameter("realm", realm.getId())
                .setParameter("address", addressHash)
                .getResultList();
    }

    private boolean deliveredAfter(RealmModel realm, String addressHash, long at) {
        return em.createQuery(
                                "select count(m) from MailEntity m where m.addressHash = :address and m.realmId = :realm"
                                        + " and m.status = :delivered and m.statusAt > :at",
                                Long.class)
                        .setParameter("address", addressHash)
                        .setParameter("realm", realm.getId())
                        .setParameter("delivered", MailStatus.DELIVERED)
                        .setParameter("at", at)
                        .getSingleResult()
                > 0;
    }

    private static Suppression suppression(SuppressionEntity entry) {
        return new Suppression(
                entry.addressHash,
                entry.reason,
                Instant.ofEpochMilli(entry.since),
                Optional.ofNullable(entry.expiresAt).map(Instant::ofEpochMilli),
                Optional.ofNullable(entry.mailId),
                Optional.ofNullable(entry.diagnosis));
    }
}
