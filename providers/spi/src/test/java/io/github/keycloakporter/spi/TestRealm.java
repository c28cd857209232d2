package io.github.keycloakporter.spi;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.keycloak.models.RealmModel;

/** A realm that has an id, a name, maybe attributes and nothing else: asking it for more fails the test. */
public final class TestRealm {

    private TestRealm() {}

    public static RealmModel withId(String id) {
        return realm(id, Map.of());
    }

    public static RealmModel withAttributes(Map<String, String> attributes) {
        return realm("test", attributes);
    }

    private static RealmModel realm(String id, Map<String, String> attributes) {
        return (RealmModel) Proxy.newProxyInstance(
                TestRealm.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getId", "getName", "toString" -> id;
                        case "getAttribute" -> attributes.get((String) arguments[0]);
                        case "hashCode" -> id.hashCode();
                        case "equals" -> proxy == arguments[0];
                        default -> throw new UnsupportedOperationException("A test realm has no " + method.getName());
                    };
                });
    }
}
