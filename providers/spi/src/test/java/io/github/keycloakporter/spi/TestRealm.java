package io.github.keycloakporter.spi;

import java.lang.reflect.Proxy;
import org.keycloak.models.RealmModel;

/** A realm that has an id and a name and nothing else: asking it for more fails the test. */
public final class TestRealm {

    private TestRealm() {}

    public static RealmModel withId(String id) {
        return (RealmModel) Proxy.newProxyInstance(
                TestRealm.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getId", "getName", "toString" -> id;
                        case "hashCode" -> id.hashCode();
                        case "equals" -> proxy == arguments[0];
                        default -> throw new UnsupportedOperationException("A test realm has no " + method.getName());
                    };
                });
    }
}
