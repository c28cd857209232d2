package io.github.keycloakporter.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.configuration.ServerConfigStorageProvider;

/** A realm and the one key it signs with, at hand as Keycloak has them after the first use in a session. */
public final class SampleRealm {

    static final KeyWrapper KEY = key();

    public static final RealmModel REALM =
            only(RealmModel.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getId" -> "5c1c1d3e-6f0b-4f0e-9f57-8f1f6d2f6a11";
                case "getName" -> "customers";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    static final KeyManager KEYS = only(KeyManager.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "getActiveKey" -> KEY;
        case "getKeysStream" -> Stream.of(KEY);
        default -> throw new UnsupportedOperationException(method.getName());
    });

    /** What Keycloak keeps for the whole server: the secret of the token stores. */
    static final ServerConfigStorageProvider CONFIG =
            only(ServerConfigStorageProvider.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "find" -> Optional.of(Base64.getEncoder().encodeToString(new byte[32]));
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private SampleRealm() {}

    private static KeyWrapper key() {
        KeyWrapper key = new KeyWrapper();
        key.setKid("b3a1c9d2-7d55-4d0e-8a52-6a1d0e0f7c43");
        key.setAlgorithm(Algorithm.HS512);
        byte[] secret =
                "a secret of as many bytes as Keycloak makes them by itself: 64..".getBytes(StandardCharsets.US_ASCII);
        key.setSecretKey(new SecretKeySpec(secret, "HmacSHA512"));
        return key;
    }

    private static <T> T only(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
