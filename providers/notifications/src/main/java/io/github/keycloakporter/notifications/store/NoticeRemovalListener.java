package io.github.keycloakporter.notifications.store;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** What was kept of a user or a realm goes with it, in the same transaction. */
public final class NoticeRemovalListener implements ProviderEventListener {

    private static final String[] ENTITIES = {"PendingNoticeEntity", "AddressChangeEntity"};

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            for (String entity : ENTITIES) {
                em(removed.getKeycloakSession())
                        .createQuery("delete from " + entity + " e where e.userId = :user and e.realmId = :realm")
                        .setParameter("user", removed.getUser().getId())
                        .setParameter("realm", removed.getRealm().getId())
                        .executeUpdate();
            }
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            for (String entity : ENTITIES) {
                em(removed.getKeycloakSession())
                        .createQuery("delete from " + entity + " e where e.realmId = :realm")
                        .setParameter("realm", removed.getRealm().getId())
                        .executeUpdate();
            }
        }
    }

    private static EntityManager em(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
