package io.github.keycloakporter.email.outbox;

import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;

/** The AES keys of every realm: the newest seals, older ones still open. */
final class RealmKeys {

    private final Deque<KeyWrapper> keys = new ArrayDeque<>();

    RealmKeys() {
        rotate();
    }

    /** As Keycloak's {@code aes-generated} makes one. */
    void rotate() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        KeyWrapper key = new KeyWrapper();
        key.setKid(UUID.randomUUID().toString());
        key.setUse(KeyUse.ENC);
        key.setAlgorithm(Algorithm.AES);
        key.setSecretKey(new SecretKeySpec(secret, "AES"));
        keys.addFirst(key);
    }

    /** Nobody has the old keys any more. */
    void replace() {
        keys.clear();
        rotate();
    }

    KeyManager asKeyManager() {
        return (KeyManager) Proxy.newProxyInstance(
                RealmKeys.class.getClassLoader(), new Class<?>[] {KeyManager.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getActiveKey" -> keys.getFirst();
                        case "getKey" -> key((String) arguments[1]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private KeyWrapper key(String kid) {
        return keys.stream().filter(key -> key.getKid().equals(kid)).findFirst().orElse(null);
    }
}
