package io.github.keycloakporter.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.actiontoken.ActionTokenHandlerFactory;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.resource.RealmResourceProviderFactory;

class ServicesTest {

    @Test
    void keycloakFindsOurFactories() {
        assertThat(ids(EventListenerProviderFactory.class)).contains("porter-notices", "porter-account-lock");
        assertThat(ids(JpaEntityProviderFactory.class)).contains("porter-notices");
        assertThat(ids(ActionTokenHandlerFactory.class)).contains("porter-not-me", "porter-take-back");
        assertThat(ids(RealmResourceProviderFactory.class)).containsExactly("porter-not-me");
    }

    private static <F extends ProviderFactory<?>> java.util.List<String> ids(Class<F> type) {
        return ServiceLoader.load(type).stream()
                .filter(service -> service.type().getName().startsWith("io.github.keycloakporter."))
                .map(service -> service.get().getId())
                .toList();
    }
}
