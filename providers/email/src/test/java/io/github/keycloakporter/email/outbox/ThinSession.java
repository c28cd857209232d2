package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.connections.jpa.DefaultJpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaKeycloakTransaction;
import org.keycloak.connections.jpa.support.EntityManagerProxy;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.UserProvider;
import org.keycloak.provider.Provider;
import org.keycloak.services.DefaultKeycloakTransactionManager;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/** Keycloak's session as far as the outbox uses it, with Keycloak's own transaction manager and entity manager. */
final class ThinSession implements InvocationHandler {

    private final MailStore store;
    private final Map<String, Object> attributes = new HashMap<>();
    private KeycloakTransactionManager transactions;
    private EntityManager em;

    private ThinSession(MailStore store) {
        this.store = store;
    }

    static KeycloakSession of(MailStore store) {
        ThinSession parts = new ThinSession(store);
        KeycloakSession session = (KeycloakSession) Proxy.newProxyInstance(
                ThinSession.class.getClassLoader(), new Class<?>[] {KeycloakSession.class}, parts);
        parts.transactions = new DefaultKeycloakTransactionManager(session);
        return session;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getTransactionManager" -> transactions;
            case "getProvider" -> provider((KeycloakSession) proxy, (Class<?>) arguments[0]);
            case "keys" -> store.keys().asKeyManager();
            case "realms" -> TestRealms.all();
            case "users" -> noUsers();
            case "getContext" -> emptyContext();
            case "getKeycloakSessionFactory" -> store.sessions();
            case "getAttribute" -> attributes.get(arguments[0]);
            case "getAttributeOrDefault" -> attributes.getOrDefault(arguments[0], arguments[1]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "close" -> close();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Provider provider(KeycloakSession session, Class<?> type) {
        if (type == JpaConnectionProvider.class) {
            if (em == null) {
                em = EntityManagerProxy.create(session, store.entityManager(), true);
                transactions.enlist(new JpaKeycloakTransaction(em));
            }
            return new DefaultJpaConnectionProvider(em);
        }
        if (type == EventListenerProvider.class) {
            return store.events();
        }
        if (type == EmailTransportProvider.class) {
            return store.transport();
        }
        if (type == EmailOutboxProvider.class) {
            return store.outbox(session);
        }
        if (type == ActionLinkProvider.class) {
            return store.links();
        }
        return type == TracingProvider.class ? new NoopTracingProvider() : null;
    }

    private static UserProvider noUsers() {
        return (UserProvider) Proxy.newProxyInstance(
                ThinSession.class.getClassLoader(), new Class<?>[] {UserProvider.class}, (proxy, method, args) -> null);
    }

    private static KeycloakContext emptyContext() {
        return (KeycloakContext) Proxy.newProxyInstance(
                ThinSession.class.getClassLoader(),
                new Class<?>[] {KeycloakContext.class},
                (proxy, method, args) -> null);
    }

    /** As the server's own: what is still open is committed unless somebody said otherwise. */
    private Object close() {
        if (transactions.isActive()) {
            if (transactions.getRollbackOnly()) {
                transactions.rollback();
            } else {
                transactions.commit();
            }
        }
        if (em != null) {
            em.close();
        }
        return null;
    }
}
