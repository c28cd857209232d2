package io.github.keycloakporter.email.outbox;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** A deleted user's or realm's mails go with it, in the same transaction: nobody keeps what was written to them. */
public final class MailRemovalListener implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            em(removed.getKeycloakSession())
                    .createQuery("delete from MailEntity m where m.userId = :user and m.realmId = :realm")
                    .setParameter("user", removed.getUser().getId())
                    .setParameter("realm", removed.getRealm().getId())
                    .executeUpdate();
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            for (String entity : new String[] {"MailEntity", "SuppressionEntity"}) {
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
