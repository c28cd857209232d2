package io.github.keycloakporter.redis;

import io.github.keycloakporter.redis.connection.LettuceConnectionProviderFactory;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.spi.config.MapScope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.DefaultKeycloakTransactionManager;
import org.keycloak.storage.configuration.ServerConfigStorageProvider;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/**
 * A node of a cluster, cut down to what the stores ask of one: the real connection factory, sessions with Keycloak's own
 * transaction manager, attributes, the table SERVER_CONFIG.
 */
public final class TestNode implements AutoCloseable {

    private final LettuceConnectionProviderFactory connections = new LettuceConnectionProviderFactory();
    private final ConfigRows database;

    /** A node with a database of its own, see {@link #TestNode(ConfigRows, String...)}. */
    public TestNode(String... namesAndValues) {
        this(new ConfigRows(), namesAndValues);
    }

    /**
     * @param database of all nodes of an installation
     * @param namesAndValues options of the connection, in turns; on a busy machine even a loopback takes its time, so a
     *     call may take 10 s where a test says nothing else
     */
    public TestNode(ConfigRows database, String... namesAndValues) {
        this.database = database;
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

    /** The factory, after the node has started with it. */
    public <F extends ProviderFactory<?>> F started(F factory) {
        List<ProviderEventListener> listeners = new ArrayList<>();
        KeycloakSessionFactory sessions = sessions(listeners);
        factory.postInit(sessions);
        listeners.forEach(listener -> listener.onEvent(new PostMigrationEvent(sessions)));
        return factory;
    }

    private KeycloakSessionFactory sessions(List<ProviderEventListener> listeners) {
        return (KeycloakSessionFactory) Proxy.newProxyInstance(
                TestNode.class.getClassLoader(),
                new Class<?>[] {KeycloakSessionFactory.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "create" -> newSession();
                    case "register" -> listeners.add((ProviderEventListener) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A session whose transaction has begun. */
    public KeycloakSession session() {
        KeycloakSession session = newSession();
        session.getTransactionManager().begin();
        return session;
    }

    private KeycloakSession newSession() {
        SessionParts parts = new SessionParts();
        KeycloakSession session = (KeycloakSession)
                Proxy.newProxyInstance(TestNode.class.getClassLoader(), new Class<?>[] {KeycloakSession.class}, parts);
        parts.transactions = new DefaultKeycloakTransactionManager(session);
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
                case "close" -> close();
                case "toString" -> "session of a test";
                default -> throw new UnsupportedOperationException(method.getName());
            };
        }

        /** As Keycloak's session does. */
        private Object close() {
            if (transactions.isActive()) {
                if (transactions.getRollbackOnly()) {
                    transactions.rollback();
                } else {
                    transactions.commit();
                }
            }
            return null;
        }

        private Provider provider(KeycloakSession session, Class<?> type) {
            if (type == RedisConnectionProvider.class) {
                return connections.create(session);
            }
            if (type == ServerConfigStorageProvider.class) {
                return database.of(session);
            }
            return type == TracingProvider.class ? new NoopTracingProvider() : null;
        }
    }
}
