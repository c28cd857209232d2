package io.github.keycloakporter.notifications;

import jakarta.persistence.EntityManager;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The accounts that open to nobody but by a link from their mailbox: from 'this was not me' until there is a new password.
 *
 * <p>Without the old password, with every session ended, an intruder may still sit before a form: logged in but for one last
 * page, or with a passkey or an identity provider of his own. Nothing of that goes through.
 */
final class ClosedAccounts {

    private final EntityManager em;

    ClosedAccounts(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    void close(RealmModel realm, String userId) {
        ClosedAccountEntity row = em.find(ClosedAccountEntity.class, userId);
        if (row == null) {
            row = new ClosedAccountEntity();
            row.userId = userId;
            row.realmId = realm.getId();
            row.closedAt = Time.currentTimeMillis();
            em.persist(row);
        }
    }

    boolean isClosed(String userId) {
        return em.find(ClosedAccountEntity.class, userId) != null;
    }

    void reopen(String userId) {
        ClosedAccountEntity row = em.find(ClosedAccountEntity.class, userId);
        if (row != null) {
            em.remove(row);
        }
    }
}
