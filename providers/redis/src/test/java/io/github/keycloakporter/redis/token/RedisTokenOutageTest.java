package io.github.keycloakporter.redis.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.SingleUseObjectProvider;

/** Redis goes away in the middle: nothing is claimed, nothing is half done, nobody is told a yes. */
class RedisTokenOutageTest {

    private EmbeddedRedis redis;
    private TestNode node;

    @BeforeEach
    void start() {
        redis = new EmbeddedRedis();
        node = new TestNode("uri", redis.uri(), "commandTimeout", "500ms");
        await().until(() -> node.connections().state().up());
    }

    @AfterEach
    void stop() {
        node.close();
        redis.close();
    }

    private SingleUseObjectProvider objects(KeycloakSession session) {
        return node.started(new RedisSingleUseObjectProviderFactory()).create(session);
    }

    @Test
    void everyQuestionFailsAndNoneIsAnsweredNo() {
        KeycloakSession session = node.session();
        SingleUseObjectProvider objects = objects(session);
        RevokedTokenProvider revoked =
                node.started(new RedisRevokedTokenProviderFactory()).create(session);
        redis.stop();

        assertThatThrownBy(() -> objects.get("key")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> objects.remove("key")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> objects.contains("key")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> objects.replace("key", Map.of())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> objects.putIfAbsent("key", 60)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> revoked.contains("key")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> revoked.put("key", 60))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("revoked.put")
                .hasMessageContaining("127.0.0.1:" + redis.port());
    }

    @Test
    void aPutThatCannotBeWrittenRollsTheDatabaseBack() {
        KeycloakSession session = node.session();
        AtomicReference<String> database = new AtomicReference<>("open");
        session.getTransactionManager().enlist(new Database(database));
        objects(session).put("key", 60, Map.of("a", "1"));
        redis.stop();

        assertThatThrownBy(() -> session.getTransactionManager().commit())
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(database).hasValue("rolled back");
    }

    @Test
    void aPutIsRefusedAtOnceWhereItIsKnownThatRedisIsAway() {
        redis.stop();
        await().until(() -> !node.connections().state().up());
        KeycloakSession session = node.session();

        assertThatThrownBy(() -> objects(session).put("key", 60, Map.of()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("single-use.put");

        session.getTransactionManager().commit();
    }

    @Test
    void itGoesOnWhenRedisIsBack() {
        redis.stop();
        KeycloakSession during = node.session();
        assertThatThrownBy(() -> objects(during).putIfAbsent("key", 60)).isInstanceOf(StoreUnavailableException.class);
        redis.start();

        await().ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> objects(node.session()).putIfAbsent("key", 60));
    }

    private static final class Database extends AbstractKeycloakTransaction {

        private final AtomicReference<String> fate;

        Database(AtomicReference<String> fate) {
            this.fate = fate;
        }

        @Override
        protected void commitImpl() {
            fate.set("committed");
        }

        @Override
        protected void rollbackImpl() {
            fate.set("rolled back");
        }
    }
}
