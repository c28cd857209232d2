package io.github.keycloakporter.spi.crypto;

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

/** AES keys of every realm, for tests: the newest seals, older ones still open. */
public final class RealmKeys {

    private final Deque<KeyWrapper> keys = new ArrayDeque<>();

    public RealmKeys() {
        rotate();
    }

    /** As Keycloak's {@code aes-generated} makes one. */
    public void rotate() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        KeyWrapper key = new KeyWrapper();
        key.setKid(UUID.randomUUID().toString());
        key.setUse(KeyUse.ENC);
        key.setAlgorithm(Algorithm.AES);
        key.setSecretKey(new SecretKeySpec(secret, "AES"));
        keys.addFirst(key);
    }

    /** The old keys are gone. */
    public void replace() {
        keys.clear();
        rotate();
    }

    public KeyManager asKeyManager() {
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
