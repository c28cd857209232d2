package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.provider.Provider;
import org.keycloak.services.DefaultKeycloakTransactionManager;
import org.keycloak.storage.configuration.ServerConfigStorageProvider;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/** Keycloak's session as far as the stores use it, with Keycloak's own transaction manager. */
final class ThinSession implements InvocationHandler {

    private final Map<String, Object> attributes = new HashMap<>();
    private final Function<KeycloakSession, RedisConnectionProvider> connection;
    private KeycloakTransactionManager transactions;

    private ThinSession(Function<KeycloakSession, RedisConnectionProvider> connection) {
        this.connection = connection;
    }

    static KeycloakSession begin(Function<KeycloakSession, RedisConnectionProvider> connection) {
        ThinSession parts = new ThinSession(connection);
        KeycloakSession session = (KeycloakSession) Proxy.newProxyInstance(
                ThinSession.class.getClassLoader(), new Class<?>[] {KeycloakSession.class}, parts);
        parts.transactions = new DefaultKeycloakTransactionManager(session);
        parts.transactions.begin();
        return session;
    }

    @Override
    public Object invoke(Object session, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getTransactionManager" -> transactions;
            case "getProvider" -> provider((KeycloakSession) session, (Class<?>) arguments[0]);
            case "keys" -> SampleRealm.KEYS;
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Provider provider(KeycloakSession session, Class<?> type) {
        if (type == RedisConnectionProvider.class) {
            return connection.apply(session);
        }
        if (type == ServerConfigStorageProvider.class) {
            return SampleRealm.CONFIG;
        }
        return type == TracingProvider.class ? new NoopTracingProvider() : null;
    }
}
