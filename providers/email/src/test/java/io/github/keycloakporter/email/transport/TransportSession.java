package io.github.keycloakporter.email.transport;

import io.github.keycloakporter.spi.config.MapScope;
import java.lang.reflect.Proxy;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.common.enums.HostnameVerificationPolicy;
import org.keycloak.connections.httpclient.DefaultHttpClientFactory;
import org.keycloak.connections.httpclient.HttpClientFactory;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.truststore.TruststoreProvider;
import org.keycloak.truststore.TruststoreProviderFactory;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

/**
 * Keycloak's session as far as transports use it: a vault, a truststore and Keycloak's own HTTP client. Refuses to be used
 * once it is closed.
 */
public final class TransportSession {

    private final Map<String, String> vault = new HashMap<>();
    private KeyStore truststore;
    private HostnameVerificationPolicy policy = HostnameVerificationPolicy.DEFAULT;
    private final HttpClientFactory http = new DefaultHttpClientFactory();
    private boolean closed;

    public TransportSession() {
        http.init(MapScope.of());
    }

    /** Options of Keycloak's HTTP client, names and values in turns. */
    public TransportSession http(String... options) {
        http.init(MapScope.of(options));
        return this;
    }

    public TransportSession secret(String name, String value) {
        vault.put("${vault." + name + "}", value);
        return this;
    }

    public TransportSession trusting(KeyStore store, HostnameVerificationPolicy hostPolicy) {
        truststore = store;
        policy = hostPolicy;
        return this;
    }

    public void close() {
        closed = true;
    }

    public KeycloakSession session() {
        Map<String, Object> answers = new HashMap<>(Map.of("vault", vault(), "getKeycloakSessionFactory", factory()));
        KeycloakSession session = fake(KeycloakSession.class, answers);
        answers.put("getProvider", (Function<Class<?>, Object>)
                type -> type == HttpClientProvider.class ? http.create(session) : truststore());
        return session;
    }

    private VaultTranscriber vault() {
        return (VaultTranscriber) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {VaultTranscriber.class}, (proxy, method, arguments) -> {
                    String value = (String) arguments[0];
                    // as the server's own: an expression without an entry yields nothing, any other text itself
                    return new Secret(
                            value.startsWith("${vault.") ? Optional.ofNullable(vault.get(value)) : Optional.of(value));
                });
    }

    private KeycloakSessionFactory factory() {
        return fake(
                KeycloakSessionFactory.class,
                Map.of("getProviderFactory", fake(TruststoreProviderFactory.class, Map.of("create", truststore()))));
    }

    private TruststoreProvider truststore() {
        return (TruststoreProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TruststoreProvider.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTruststore" -> truststore;
                    case "getPolicy" -> policy;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked")
    private <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (closed) {
                        throw new IllegalStateException("The session is closed");
                    }
                    if (!answers.containsKey(method.getName())) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Object answer = answers.get(method.getName());
                    return answer instanceof Function<?, ?>
                            ? ((Function<Object, ?>) answer).apply(arguments[0])
                            : answer;
                }));
    }

    private record Secret(Optional<String> get) implements VaultStringSecret {

        @Override
        public void close() {}
    }
}
