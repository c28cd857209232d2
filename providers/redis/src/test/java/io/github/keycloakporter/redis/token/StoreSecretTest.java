package io.github.keycloakporter.redis.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.redis.ConfigRows;
import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RevokedTokenProvider;

/** One secret for all nodes, whoever starts first. */
class StoreSecretTest {

    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final ConfigRows database = new ConfigRows();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void aNodeThatIsSecondTakesTheSecretOfTheFirst() {
        try (TestNode first = node();
                TestNode second = node()) {
            AtomicReference<RevokedTokenProvider> firsts = new AtomicReference<>();
            database.beforeInsert(() -> {
                database.beforeInsert(() -> {});
                firsts.set(revoked(first));
            });
            RevokedTokenProvider seconds = revoked(second);

            assertThat(database.committed()).containsOnlyKeys(StoreSecret.NAME);
            assertThat(Base64.getDecoder().decode(database.committed().get(StoreSecret.NAME)))
                    .hasSize(StoreSecret.BYTES);
            firsts.get().put("jti", 60);
            assertThat(seconds.contains("jti")).isTrue();
        }
    }

    @Test
    void aRestartKeepsTheSecret() {
        try (TestNode before = node()) {
            revoked(before).put("jti", 60);
        }
        try (TestNode after = node()) {
            assertThat(revoked(after).contains("jti")).isTrue();
        }
    }

    @Test
    void aNodeReadsItOnce() {
        try (TestNode node = node()) {
            RedisRevokedTokenProviderFactory factory = node.started(new RedisRevokedTokenProviderFactory());
            int atStart = database.reads();
            for (int i = 0; i < 3; i++) {
                factory.create(node.session()).contains("jti");
            }
            assertThat(database.reads()).isEqualTo(atStart + 1);
        }
    }

    @Test
    void withoutASecretNothingIsStored() {
        try (TestNode node = node()) {
            assertThatThrownBy(() -> new RedisRevokedTokenProviderFactory().create(node.session()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(StoreSecret.NAME);
        }
    }

    @Test
    void aShortOrUnreadableSecretIsRefusedAndNotPrinted() {
        for (String text : new String[] {"c2hvcnQ=", "not base 64"}) {
            database.committed().put(StoreSecret.NAME, text);
            try (TestNode node = node()) {
                assertThatThrownBy(() -> revoked(node))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(StoreSecret.NAME)
                        .hasMessageNotContaining(text);
            }
        }
    }

    private TestNode node() {
        return new TestNode(database, "uri", redis.uri());
    }

    private static RevokedTokenProvider revoked(TestNode node) {
        return node.started(new RedisRevokedTokenProviderFactory()).create(node.session());
    }
}
