package io.github.keycloakporter.redis.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.connection.RedisConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.SingleUseObjectProvider;

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
            assertThat(new String(key, ISO_8859_1)).matches("porter:(single-use|revoked):[A-Za-z0-9_-]{22}");
            assertThat(new String(value, ISO_8859_1)).doesNotContain("secret", "example", "user");
        }
    }

    /** A thief has the dump, this code and the realm's id, and can list the names; only the secret is another. */
    @ParameterizedTest
    @ValueSource(
            strings = {"5c1c1d3e-6f0b-4f0e-9f57-8f1f6d2f6a11.uc.ABCDEFGH", "verify-email-cooldown-0d9c7a54", "code:1234"
            })
    void whoGuessesANameFindsAndOpensNothing(String guess) {
        nodes.committed(0, store -> {
            store.put(guess, 60, Map.of("found", "notes"));
            return null;
        });
        byte[] name = keys().get(0);
        byte[] value = redis().call("test.get", commands -> commands.get(name));
        assertThat(new String(name, ISO_8859_1)).doesNotContain(HashUtils.sha256UrlEncodedHash(guess, UTF_8));

        try (TestNode thief = new TestNode("uri", nodes.redisUri())) {
            SingleUseObjectProvider store =
                    thief.started(new RedisSingleUseObjectProviderFactory()).create(thief.session());
            assertThat(store.contains(guess)).isFalse();
            assertThat(store.get(guess)).isNull();

            assertThat(store.putIfAbsent(guess, 60)).isTrue();
            byte[] named = keys().stream()
                    .filter(key -> !Arrays.equals(key, name))
                    .findFirst()
                    .orElseThrow();
            redis().call("test.set", commands -> commands.set(named, value));
            assertThat(store.contains(guess)).isTrue();
            assertThat(store.get(guess))
                    .as("the entry under the name that the thief's own server looks for")
                    .isNull();
        }
        Map<String, String> notes = nodes.committed(1, store -> store.get(guess));
        assertThat(notes).containsOnly(Map.entry("found", "notes"));
    }

    @Test
    void whoGuessesARevokedTokenDoesNotFindIt() {
        nodes.revoked(0).put("jti", 60);

        assertThat(new String(keys().get(0), ISO_8859_1)).doesNotContain(HashUtils.sha256UrlEncodedHash("jti", UTF_8));
        try (TestNode thief = new TestNode("uri", nodes.redisUri())) {
            RevokedTokenProvider store =
                    thief.started(new RedisRevokedTokenProviderFactory()).create(thief.session());
            assertThat(store.contains("jti")).isFalse();
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
        boolean replaced = nodes.committed(1, store -> store.replace("key", Map.of("a", "2")));
        assertThat(replaced).isFalse();
        boolean put = nodes.committed(1, store -> store.putIfAbsent("key", 60));
        assertThat(put).as("half a value is no entry").isTrue();
        boolean again = nodes.committed(1, store -> store.putIfAbsent("key", 60));
        assertThat(again).isFalse();
        Long life = redis().call("test.ttl", commands -> commands.pttl(name));
        assertThat(life).isPositive();
    }

    private RedisConnection redis() {
        return nodes.node(0).redis();
    }

    private List<byte[]> keys() {
        return redis().call("test.keys", commands -> commands.keys(new byte[] {'*'}));
    }
}
