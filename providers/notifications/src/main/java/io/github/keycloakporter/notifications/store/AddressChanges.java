package io.github.keycloakporter.notifications.store;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The changes of address that can still be taken back, in the transaction of the session.
 *
 * <p>Taking one back takes all later ones with it. So whoever stole an account and moved it on cannot undo the owner's
 * return by the link of a later change, and can do nothing to the link of the first.
 */
public final class AddressChanges {

    /** @param oldAddress to which the account can return */
    public record Change(String id, String oldAddress, long changedAt) {}

    private final EntityManager em;
    private final RealmModel realm;

    public AddressChanges(KeycloakSession session, RealmModel realm) {
        this(session.getProvider(JpaConnectionProvider.class).getEntityManager(), realm);
    }

    public AddressChanges(EntityManager em, RealmModel realm) {
        this.em = em;
        this.realm = realm;
    }

    /** @return the id of the change */
    public String add(String userId, String oldAddress, long changedAt, long expiresAt) {
        AddressChangeEntity row = new AddressChangeEntity();
        row.id = UUID.randomUUID().toString();
        row.realmId = realm.getId();
        row.userId = userId;
        row.oldAddress = oldAddress;
        row.changedAt = changedAt;
        row.expiresAt = expiresAt;
        em.persist(row);
        return row.id;
    }

    /** The change, unless an earlier one was taken back. */
    public Optional<Change> find(String id, String userId) {
        return Optional.ofNullable(em.find(AddressChangeEntity.class, id))
                .filter(row -> row.realmId.equals(realm.getId()) && row.userId.equals(userId))
                .map(row -> new Change(row.id, row.oldAddress, row.changedAt));
    }

    /** Forgets this change and all that came after it. */
    public void takeBack(Change change, String userId) {
        em.createQuery("delete from AddressChangeEntity c"
                        + " where c.realmId = :realm and c.userId = :user and c.changedAt >= :from")
                .setParameter("realm", realm.getId())
                .setParameter("user", userId)
                .setParameter("from", change.changedAt())
                .executeUpdate();
    }

    /** Forgets, in all realms, what nobody can take back any more. */
    public static int purge(KeycloakSession session, long now) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from AddressChangeEntity c where c.expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
