package io.github.keycloakporter.spi;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;

/** A realm that has an id, a name, maybe attributes or one required action: asking it for more fails the test. */
public final class TestRealm {

    private TestRealm() {}

    public static RealmModel withId(String id) {
        return realm(id, Map.of(), Map.of());
    }

    public static RealmModel withAttributes(Map<String, String> attributes) {
        return realm("test", attributes, Map.of());
    }

    /** @param options of each of its required actions */
    public static RealmModel withActionOptions(Map<String, String> options) {
        return realm("test", Map.of(), options);
    }

    private static RealmModel realm(String id, Map<String, String> attributes, Map<String, String> options) {
        return (RealmModel) Proxy.newProxyInstance(
                TestRealm.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getId", "getName", "toString" -> id;
                        case "getAttributes" -> attributes;
                        case "getAttribute" -> attributes.get((String) arguments[0]);
                        case "getRequiredActionConfigByAlias" -> config(options);
                        case "hashCode" -> id.hashCode();
                        case "equals" -> proxy == arguments[0];
                        default -> throw new UnsupportedOperationException("A test realm has no " + method.getName());
                    };
                });
    }

    private static RequiredActionConfigModel config(Map<String, String> options) {
        RequiredActionConfigModel config = new RequiredActionConfigModel();
        config.setConfig(options);
        return config;
    }
}
