package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.ConfigRows;
import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.SingleUseObjectProvider;

/** Two nodes with connections of their own on one Redis and one database. */
final class TwoNodes implements AutoCloseable {

    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final ConfigRows database = new ConfigRows();
    private final List<TestNode> nodes = List.of(
            new TestNode(database, "uri", redis.uri()), new TestNode(database, "uri", redis.uri(), "connections", "1"));
    private final List<RedisSingleUseObjectProviderFactory> objects = nodes.stream()
            .map(node -> node.started(new RedisSingleUseObjectProviderFactory()))
            .toList();
    private final List<RedisRevokedTokenProviderFactory> revoked = nodes.stream()
            .map(node -> node.started(new RedisRevokedTokenProviderFactory()))
            .toList();

    TestNode node(int index) {
        return nodes.get(index);
    }

    String redisUri() {
        return redis.uri();
    }

    <T> T committed(int node, Function<SingleUseObjectProvider, T> work) {
        KeycloakSession session = nodes.get(node).session();
        T result = work.apply(objects.get(node).create(session));
        session.getTransactionManager().commit();
        return result;
    }

    void rolledBack(int node, Consumer<SingleUseObjectProvider> work) {
        KeycloakSession session = nodes.get(node).session();
        work.accept(objects.get(node).create(session));
        session.getTransactionManager().rollback();
    }

    void databaseFails(int node, Consumer<SingleUseObjectProvider> work) {
        KeycloakSession session = nodes.get(node).session();
        session.getTransactionManager().enlist(new FailingDatabase());
        work.accept(objects.get(node).create(session));
        try {
            session.getTransactionManager().commit();
            throw new AssertionError("The commit should have failed");
        } catch (DatabaseFailure expected) {
            // as asked for
        }
    }

    RevokedTokenProvider revoked(int node) {
        return revoked.get(node).create(nodes.get(node).session());
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
        redis.close();
    }

    private static final class DatabaseFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class FailingDatabase extends AbstractKeycloakTransaction {

        @Override
        protected void commitImpl() {
            throw new DatabaseFailure();
        }

        @Override
        protected void rollbackImpl() {
            throw new AssertionError("Nobody rolls this back");
        }
    }
}
