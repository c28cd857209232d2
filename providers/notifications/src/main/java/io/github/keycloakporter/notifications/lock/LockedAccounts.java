package io.github.keycloakporter.notifications.lock;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The accounts that are locked: from 'this was not me' until there is a new password. */
public final class LockedAccounts {

    private static final String DELETED = "porter.account-lock.deleted.";

    private final KeycloakSession session;
    private final EntityManager em;

    public LockedAccounts(KeycloakSession session) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** A second report is a second lock: only a link mailed after it leads to a new password. */
    public void lock(RealmModel realm, String userId) {
        LockedAccountEntity row = em.find(LockedAccountEntity.class, userId);
        if (row == null) {
            row = new LockedAccountEntity();
            row.userId = userId;
            row.realmId = realm.getId();
            em.persist(row);
        }
        row.lockedAt = Time.currentTimeMillis();
    }

    /** @return when the account was locked, in milliseconds since 1970; empty if it is not locked */
    Optional<Long> lockedAt(String userId) {
        Long beforeDeletion = session.getAttribute(DELETED + userId, Long.class);
        return beforeDeletion != null
                ? Optional.of(beforeDeletion)
                : Optional.ofNullable(em.find(LockedAccountEntity.class, userId))
                        .map(row -> row.lockedAt);
    }

    void unlock(String userId) {
        LockedAccountEntity row = em.find(LockedAccountEntity.class, userId);
        if (row != null) {
            em.remove(row);
        }
    }

    /** The row goes with the user. Until the end of the transaction it still counts: the event of the deletion comes later. */
    void forgetUser(String userId) {
        lockedAt(userId).ifPresent(at -> session.setAttribute(DELETED + userId, at));
        unlock(userId);
    }

    void forgetRealm(String realmId) {
        em.createQuery("delete from LockedAccountEntity e where e.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }
}
