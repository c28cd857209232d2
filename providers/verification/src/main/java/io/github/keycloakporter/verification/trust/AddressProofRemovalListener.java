package io.github.keycloakporter.verification.trust;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Deletes the rows of a user or a realm in the transaction that deletes the user or the realm. */
final class AddressProofRemovalListener implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            em(removed.getKeycloakSession())
                    .createQuery("delete from AddressProofEntity e where e.userId = :user and e.realmId = :realm")
                    .setParameter("user", removed.getUser().getId())
                    .setParameter("realm", removed.getRealm().getId())
                    .executeUpdate();
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            em(removed.getKeycloakSession())
                    .createQuery("delete from AddressProofEntity e where e.realmId = :realm")
                    .setParameter("realm", removed.getRealm().getId())
                    .executeUpdate();
        }
    }

    private static EntityManager em(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
