package io.github.keycloakporter.email.transport;

import java.lang.reflect.Proxy;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.enums.HostnameVerificationPolicy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.truststore.TruststoreProvider;
import org.keycloak.truststore.TruststoreProviderFactory;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

/** Keycloak's session as far as transports use it: a vault and a truststore. Refuses to be used once it is closed. */
public final class TransportSession {

    private final Map<String, String> vault = new HashMap<>();
    private KeyStore truststore;
    private HostnameVerificationPolicy policy = HostnameVerificationPolicy.DEFAULT;
    private boolean closed;

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
        return fake(KeycloakSession.class, Map.of("vault", vault(), "getKeycloakSessionFactory", factory()));
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
        TruststoreProvider provider = (TruststoreProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TruststoreProvider.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTruststore" -> truststore;
                    case "getPolicy" -> policy;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return fake(
                KeycloakSessionFactory.class,
                Map.of("getProviderFactory", fake(TruststoreProviderFactory.class, Map.of("create", provider))));
    }

    private <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (closed) {
                        throw new IllegalStateException("The session is closed");
                    }
                    if (!answers.containsKey(method.getName())) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answers.get(method.getName());
                }));
    }

    private record Secret(Optional<String> get) implements VaultStringSecret {

        @Override
        public void close() {}
    }
}
