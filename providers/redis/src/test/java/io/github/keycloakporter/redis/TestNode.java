package io.github.keycloakporter.redis;

import io.github.keycloakporter.redis.connection.LettuceConnectionProviderFactory;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.spi.config.MapScope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.provider.Provider;
import org.keycloak.services.DefaultKeycloakTransactionManager;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/**
 * A node of a cluster, cut down to what the stores ask of one: the real connection factory, sessions with Keycloak's own
 * transaction manager, attributes.
 */
public final class TestNode implements AutoCloseable {

    private final LettuceConnectionProviderFactory connections = new LettuceConnectionProviderFactory();

    /**
     * @param namesAndValues options of the connection, in turns; on a busy machine even a loopback takes its time, so a
     *     call may take 10 s where a test says nothing else
     */
    public TestNode(String... namesAndValues) {
        Map<String, String> options = new HashMap<>(Map.of("commandTimeout", "10s", "connectTimeout", "10s"));
        options.putAll(MapScope.of(namesAndValues).options());
        connections.init(new MapScope(options));
    }

    public LettuceConnectionProviderFactory connections() {
        return connections;
    }

    /** The connection without a session. */
    public RedisConnection redis() {
        return connections.create(null).redisIfThere();
    }

    /** A session whose transaction has begun. */
    public KeycloakSession session() {
        SessionParts parts = new SessionParts();
        KeycloakSession session = (KeycloakSession)
                Proxy.newProxyInstance(TestNode.class.getClassLoader(), new Class<?>[] {KeycloakSession.class}, parts);
        parts.transactions = new DefaultKeycloakTransactionManager(session);
        parts.transactions.begin();
        return session;
    }

    @Override
    public void close() {
        connections.close();
    }

    private final class SessionParts implements InvocationHandler {

        private final Map<String, Object> attributes = new HashMap<>();
        private KeycloakTransactionManager transactions;

        @Override
        public Object invoke(Object session, java.lang.reflect.Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "getTransactionManager" -> transactions;
                case "getAttribute" -> attributes.get(arguments[0]);
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                case "getProvider" -> provider((KeycloakSession) session, (Class<?>) arguments[0]);
                case "toString" -> "session of a test";
                default -> throw new UnsupportedOperationException(method.getName());
            };
        }

        private Provider provider(KeycloakSession session, Class<?> type) {
            if (type == RedisConnectionProvider.class) {
                return connections.create(session);
            }
            return type == TracingProvider.class ? new NoopTracingProvider() : null;
        }
    }
}
