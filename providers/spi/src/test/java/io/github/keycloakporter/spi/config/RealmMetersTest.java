package io.github.keycloakporter.spi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.provider.ProviderEventListener;

class RealmMetersTest {

    private final List<String> created = new ArrayList<>();
    private final List<ProviderEventListener> listeners = new ArrayList<>();

    @Test
    void aNewRealmHasItsCountersOnceAndBeforeThereIsSomethingToCount() {
        register();
        create("acme");
        create("acme");
        create("beta");

        assertThat(created).containsExactly("acme", "beta");
    }

    @Test
    void furtherRealmsGetTheirsWithTheirFirstEvent() {
        register();
        for (int i = 0; i < RealmMeters.LIMIT + 5; i++) {
            create("realm-" + i);
        }

        assertThat(created).hasSize(RealmMeters.LIMIT);
    }

    private void register() {
        RealmMeters.register(
                proxy(
                        KeycloakSessionFactory.class,
                        (method, arguments) -> listeners.add((ProviderEventListener) arguments[0])),
                created::add);
    }

    private void create(String name) {
        RealmModel realm = proxy(RealmModel.class, (method, arguments) -> name);
        RealmPostCreateEvent event = proxy(RealmPostCreateEvent.class, (method, arguments) -> realm);
        listeners.forEach(listener -> listener.onEvent(event));
    }

    private interface Answers {
        Object of(String method, Object[] arguments);
    }

    /** {@code register} returns nothing: what the lambda says is dropped. */
    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = answers.of(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }
}
