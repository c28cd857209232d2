package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.outage.OutageNote;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** The shared connection as one session sees it: what fails is noted in the session, so that it ends as 503. */
record SessionConnection(KeycloakSession session, RedisConnection shared) implements RedisConnection {

    @Override
    public <T> T call(String operation, Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
        return noted(() -> shared.call(operation, command));
    }

    @Override
    public <T> T run(RedisScript<T> script, List<byte[]> keys, byte[]... arguments) {
        return noted(() -> shared.run(script, keys, arguments));
    }

    @Override
    public void ensureThere(String operation) {
        noted(() -> {
            shared.ensureThere(operation);
            return null;
        });
    }

    @Override
    public boolean answeredSince(long nanos) {
        return shared.answeredSince(nanos);
    }

    @Override
    public byte[] key(String kind, String... parts) {
        return shared.key(kind, parts);
    }

    private <T> T noted(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreUnavailableException e) {
            OutageNote.leave(session, e);
            throw e;
        }
    }
}
