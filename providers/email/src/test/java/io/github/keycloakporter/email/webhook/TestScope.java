package io.github.keycloakporter.email.webhook;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.Config;

/** Options as a test sets them: readable as text, which is all that our reader asks for. */
final class TestScope {

    private TestScope() {}

    /** @param namesAndValues in turns */
    static Config.Scope of(String... namesAndValues) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return (Config.Scope) Proxy.newProxyInstance(
                TestScope.class.getClassLoader(), new Class<?>[] {Config.Scope.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get") && arguments.length == 1) {
                        return options.get((String) arguments[0]);
                    }
                    throw new UnsupportedOperationException("A test scope has no " + method.getName());
                });
    }
}
