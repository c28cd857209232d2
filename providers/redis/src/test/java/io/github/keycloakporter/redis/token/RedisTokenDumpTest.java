package io.github.keycloakporter.redis.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.connection.RedisConnection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** What somebody finds who gets hold of all that Redis holds. */
class RedisTokenDumpTest {

    private TwoNodes nodes;

    @BeforeEach
    void start() {
        nodes = new TwoNodes();
    }

    @AfterEach
    void stop() {
        nodes.close();
        Time.setOffset(0);
    }

    @Test
    void noKeyAndNoNoteOfACallerIsThere() {
        nodes.committed(0, store -> {
            store.put("code:1234-secret", 60, Map.of("user", "anna@example.org", "redirect", "https://app.example"));
            store.putIfAbsent("replayed-secret", 60);
            return null;
        });
        nodes.revoked(0).put("secret-jti", 60);
        nodes.committed(0, store -> store.replace("code:1234-secret", Map.of("user", "berta@example.org")));

        List<byte[]> keys = keys();
        assertThat(keys).hasSize(3);
        for (byte[] key : keys) {
            byte[] value = redis().call("test.get", commands -> commands.get(key));
            assertThat(new String(key, ISO_8859_1)).matches("porter:(single-use|revoked):[A-Za-z0-9_-]{43}");
            assertThat(new String(value, ISO_8859_1)).doesNotContain("secret", "example", "user");
        }
    }

    @Test
    void aRevokedTokenTakesFewBytes() {
        nodes.revoked(0).put("jti", 60);
        byte[] value = redis().call("test.get", commands -> commands.get(keys().get(0)));
        assertThat(value).hasSize(9);
    }

    @Test
    void noKeyOfOneKindReachesAnother() {
        nodes.revoked(0).put("x", 60);
        nodes.committed(0, store -> {
            assertThat(store.contains("x")).isFalse();
            assertThat(store.contains("revoked:x")).isFalse();
            assertThat(store.remove("../revoked:x")).isNull();
            assertThat(store.contains("x.revoked"))
                    .as("Keycloak's own name for it")
                    .isTrue();
            return null;
        });
        assertThat(nodes.revoked(1).contains("x")).isTrue();
    }

    @Test
    void everyKeyHasAnEndThatNeverComesBeforeItsTime() {
        Time.setOffset(100);
        nodes.committed(0, store -> {
            store.put("key", 60, Map.of("a", "1"));
            return null;
        });
        Long ttl = redis().call("test.ttl", commands -> commands.pttl(keys().get(0)));
        assertThat(ttl).isBetween(150_000L, 160_000L);

        nodes.committed(0, store -> store.replace("key", Map.of("a", "2")));
        Long after = redis().call("test.ttl", commands -> commands.pttl(keys().get(0)));
        assertThat(after).isBetween(140_000L, ttl);
    }

    @Test
    void anEntryNobodyHereWroteIsNoEntry() {
        nodes.committed(0, store -> {
            store.put("key", 60, Map.of("a", "1"));
            return null;
        });
        byte[] name = keys().get(0);
        byte[] value = redis().call("test.get", commands -> commands.get(name));
        value[value.length - 1] ^= 1;
        redis().call("test.set", commands -> commands.set(name, value));
        boolean opened = nodes.committed(1, store -> store.get("key") != null);
        assertThat(opened).isFalse();

        redis().call("test.set", commands -> commands.set(name, new byte[] {1, 2, 3}));
        boolean contained = nodes.committed(1, store -> store.contains("key"));
        assertThat(contained).isFalse();
    }

    private RedisConnection redis() {
        return nodes.node(0).redis();
    }

    private List<byte[]> keys() {
        return redis().call("test.keys", commands -> commands.keys(new byte[] {'*'}));
    }
}
