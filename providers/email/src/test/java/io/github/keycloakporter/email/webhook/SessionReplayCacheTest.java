package io.github.keycloakporter.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.services.DefaultKeycloakTransactionManager;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

/** With Keycloak's own transaction manager; the store is a map, as in the contract only two of its methods matter. */
class SessionReplayCacheTest {

    private final Map<String, Long> store = new HashMap<>();

    @Test
    void aTokenIsFirstOnce() {
        KeycloakTransactionManager transaction = begun();
        assertThat(first(transaction, "t")).isTrue();
        assertThat(first(transaction, "t")).isFalse();
        transaction.commit();
        assertThat(first(begun(), "t")).isFalse();
        assertThat(store).containsEntry("t", 1201L);
    }

    @Test
    void aRequestThatFailsForgetsItsToken() {
        KeycloakTransactionManager transaction = begun();
        first(transaction, "t");
        transaction.rollback();
        assertThat(first(begun(), "t")).isTrue();
    }

    @Test
    void aRequestThatFailsDoesNotForgetTheTokenOfAnother() {
        KeycloakTransactionManager good = begun();
        first(good, "t");
        good.commit();
        KeycloakTransactionManager bad = begun();
        first(bad, "t");
        bad.rollback();
        assertThat(store).containsKey("t");
    }

    private boolean first(KeycloakTransactionManager transaction, String token) {
        return new SessionReplayCache(session(transaction))
                .first(token, Duration.ofMinutes(20).plusSeconds(1));
    }

    private KeycloakSession session(KeycloakTransactionManager transaction) {
        return stub(KeycloakSession.class, (name, arguments) -> switch (name) {
            case "singleUseObjects" -> objects();
            case "getTransactionManager" -> transaction;
            case "getProvider" -> arguments[0] == TracingProvider.class ? new NoopTracingProvider() : null;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private SingleUseObjectProvider objects() {
        return stub(SingleUseObjectProvider.class, (name, arguments) -> switch (name) {
            case "putIfAbsent" -> store.putIfAbsent((String) arguments[0], (Long) arguments[1]) == null;
            case "remove" -> store.remove((String) arguments[0]) == null ? null : Map.of();
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private KeycloakTransactionManager begun() {
        KeycloakTransactionManager transaction = new DefaultKeycloakTransactionManager(session(null));
        transaction.begin();
        return transaction;
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
