package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.spi.crypto.RealmCipher;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Answered requests for a new password, in the database: they survive the death of a node. Adding one costs the same for every
 * name that was typed. Each instance lives for one transaction.
 */
final class ResetQueue {

    /** A node that has not finished a request by then is taken for dead, or failed. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** Five minutes in all: longer than a failover of Redis or of the database. */
    static final int MAX_TRIES = 30;

    /** A request that a node has taken. */
    record Taken(String id, int tries) {

        boolean isExhausted() {
            return tries > MAX_TRIES;
        }

        /**
         * Whether a limit that is used up delays the request. A node that crashed may have charged this very request to the
         * limit. At the last try the limit decides, as it does at the first.
         */
        boolean waitsForPermit() {
            return tries > 1 && tries < MAX_TRIES;
        }
    }

    private final KeycloakSession session;
    private final EntityManager em;

    ResetQueue(KeycloakSession session) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    void add(RealmModel realm, ResetRequest request) {
        ResetRequestEntity row = new ResetRequestEntity();
        row.id = KeycloakModelUtils.generateId();
        row.realmId = realm.getId();
        row.dueAt = Time.currentTimeMillis();
        row.content = new RealmCipher(session).seal(realm, row.id, request);
        em.persist(row);
    }

    /** Takes due requests for {@link #LEASE}. Skips those that another node is taking now. */
    List<Taken> take(int max) {
        long now = Time.currentTimeMillis();
        var due = em.createQuery(
                        "select r from ResetRequestEntity r where r.dueAt <= :now order by r.dueAt",
                        ResetRequestEntity.class)
                .setParameter("now", now)
                .setMaxResults(max)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE);
        due.unwrap(SelectionQuery.class).setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        return due.getResultList().stream()
                .map(row -> {
                    row.dueAt = now + LEASE.toMillis();
                    row.tries++;
                    return new Taken(row.id, row.tries);
                })
                .toList();
    }

    /** Removes a request, to be worked on in this transaction; empty if another node did, or its realm or key is gone. */
    Optional<ResetRequest> remove(String id) {
        ResetRequestEntity row = em.find(ResetRequestEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return Optional.empty();
        }
        em.remove(row);
        RealmModel realm = session.realms().getRealm(row.realmId);
        try {
            return Optional.ofNullable(realm)
                    .map(found -> new RealmCipher(session).open(found, id, row.content, ResetRequest.class));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
