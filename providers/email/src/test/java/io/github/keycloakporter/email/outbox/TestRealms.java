package io.github.keycloakporter.email.outbox;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;

/** Realms as far as the outbox and Keycloak's events ask them. */
final class TestRealms {

    static final RealmModel CUSTOMERS = realm("customers");
    static final RealmModel STAFF = realm("staff");

    private TestRealms() {}

    static RealmProvider all() {
        return (RealmProvider) Proxy.newProxyInstance(
                TestRealms.class.getClassLoader(), new Class<?>[] {RealmProvider.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getRealm")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return Stream.of(CUSTOMERS, STAFF)
                            .filter(realm -> realm.getId().equals(arguments[0]))
                            .findFirst()
                            .orElse(null);
                });
    }

    private static RealmModel realm(String name) {
        return (RealmModel) Proxy.newProxyInstance(
                TestRealms.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getId" -> "id-of-" + name;
                        case "getName", "toString" -> name;
                        case "isEventsEnabled" -> false;
                        case "getSmtpConfig" -> Map.of("from", "noreply@example.org");
                        case "getAttribute" -> null;
                        case "getEventsListenersStream", "getEnabledEventTypesStream" -> Stream.empty();
                        default -> throw new UnsupportedOperationException("A test realm has no " + method.getName());
                    };
                });
    }
}
