package io.github.keycloakporter.redis.connection.driver;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** A connection that was made once. It may be broken by now. */
public abstract class OpenConnection {

    private static final Logger LOG = Logger.getLogger(OpenConnection.class);

    private final StatefulConnection<byte[], byte[]> connection;
    private final RedisClusterAsyncCommands<byte[], byte[]> commands;

    private OpenConnection(
            StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {
        this.connection = connection;
        this.commands = commands;
    }

    /** To one server. */
    static OpenConnection of(StatefulRedisConnection<byte[], byte[]> connection) {
        return new OpenConnection(connection, connection.async()) {

            @Override
            public boolean intact() {
                return connection.isOpen();
            }

            @Override
            public List<String> tags() {
                return List.of("0");
            }

            @Override
            boolean recovers() {
                return false;
            }
        };
    }

    /** To all nodes of a Cluster. The driver connects to each when it is needed, and again when that connection breaks. */
    static OpenConnection of(StatefulRedisClusterConnection<byte[], byte[]> connection, RedisClusterClient client) {
        return new OpenConnection(connection, connection.async()) {

            @Override
            public boolean intact() {
                return true;
            }

            @Override
            public List<String> tags() {
                List<String> tags = new ArrayList<>();
                for (RedisClusterNode node : connection.getPartitions()) {
                    if (node.getRole().isUpstream() && !node.hasNoSlots()) {
                        tags.add(tagOf(node));
                    }
                }
                return tags;
            }

            @Override
            boolean recovers() {
                client.refreshPartitionsAsync().exceptionally(failure -> {
                    LOG.debug("The topology of the Cluster cannot be read", failure);
                    return null;
                });
                return true;
            }
        };
    }

    private static String tagOf(RedisClusterNode node) {
        int number = 0;
        while (!node.hasSlot(SlotHash.getSlot(String.valueOf(number)))) {
            number++;
        }
        return String.valueOf(number);
    }

    public RedisClusterAsyncCommands<byte[], byte[]> commands() {
        return commands;
    }

    /** Whether it makes sense to send something; a Cluster connection is many, so it always says yes. */
    public abstract boolean intact();

    /** For each server that has to work a hash tag, such that a key with it belongs there. */
    public abstract List<String> tags();

    /**
     * Called after a failure that a new connection may help against. A Cluster connection reads the topology again.
     *
     * @return true if the driver recovers this connection; false if it has to be replaced
     */
    abstract boolean recovers();

    void close() {
        connection.closeAsync().exceptionally(failure -> {
            LOG.debug("A connection to Redis was already broken when it was closed", failure);
            return null;
        });
    }
}
