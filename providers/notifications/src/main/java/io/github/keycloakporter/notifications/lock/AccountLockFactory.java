package io.github.keycloakporter.notifications.lock;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import java.util.Set;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;

/** Keeps locked accounts locked in every realm, without being switched on there. */
public final class AccountLockFactory
        implements EventListenerProviderFactory, SimpleProviderFactory<EventListenerProvider> {

    public static final String PROVIDER_ID = "porter-account-lock";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new AccountLockListener(session);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(AccountLockFactory::forget);
    }

    private static void forget(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            new LockedAccounts(removed.getKeycloakSession())
                    .forgetUser(removed.getUser().getId());
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            new LockedAccounts(removed.getKeycloakSession())
                    .forgetRealm(removed.getRealm().getId());
        }
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }
}
