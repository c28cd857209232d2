package io.github.keycloakporter.redis.connection;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.function.BooleanSupplier;

/**
 * A connection that was made once. It may be broken by now: the driver goes on mending it until it is closed.
 *
 * @param intact whether it makes sense to send something; a Cluster connection is many, so it always says yes
 */
record OpenConnection(
        StatefulConnection<byte[], byte[]> connection,
        RedisClusterAsyncCommands<byte[], byte[]> commands,
        BooleanSupplier intact) {

    static OpenConnection of(StatefulRedisConnection<byte[], byte[]> connection) {
        return new OpenConnection(connection, connection.async(), connection::isOpen);
    }

    static OpenConnection of(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        return new OpenConnection(connection, connection.async(), () -> true);
    }
}
