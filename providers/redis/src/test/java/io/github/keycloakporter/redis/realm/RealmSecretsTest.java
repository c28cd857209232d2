package io.github.keycloakporter.redis.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

class RealmSecretsTest {

    private static final RealmModel REALM = TestRealm.withId("porter");

    @Test
    void theKeyInUseComesFirstThenTheOlderOnes() {
        KeyWrapper older = key("older");
        KeyWrapper active = key("active");
        KeyWrapper oldest = key("oldest");

        assertThat(RealmSecrets.of(session(active, List.of(older, active, oldest)))
                        .of(REALM))
                .extracting(secret -> new String(secret, StandardCharsets.US_ASCII))
                .containsExactly("secret of active", "secret of older", "secret of oldest");
    }

    @Test
    void aRealmWithOneKeyHasOneSecret() {
        KeyWrapper active = key("active");

        assertThat(RealmSecrets.of(session(active, List.of(active))).of(REALM)).hasSize(1);
    }

    private static KeyWrapper key(String kid) {
        KeyWrapper key = new KeyWrapper();
        key.setKid(kid);
        key.setSecretKey(new SecretKeySpec(("secret of " + kid).getBytes(StandardCharsets.US_ASCII), "HmacSHA512"));
        return key;
    }

    /** A session that has keys for signing with HS512 and nothing else. */
    private static KeycloakSession session(KeyWrapper active, List<KeyWrapper> all) {
        KeyManager keys = only(KeyManager.class, (method, arguments) -> {
            assertThat(arguments).containsExactly(REALM, KeyUse.SIG, Algorithm.HS512);
            return switch (method) {
                case "getActiveKey" -> active;
                case "getKeysStream" -> all.stream();
                default -> throw new UnsupportedOperationException(method);
            };
        });
        return only(KeycloakSession.class, (method, arguments) -> {
            assertThat(method).isEqualTo("keys");
            return keys;
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T only(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
