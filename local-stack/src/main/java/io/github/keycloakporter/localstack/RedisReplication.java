package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A primary and two replicas of Redis and three Sentinels that watch them. Everybody, the Sentinels included, reaches the
 * servers through a {@link TcpProxy} each. All of them remember what they stored over a restart. The primary takes writes only
 * while a replica follows.
 */
public final class RedisReplication implements AutoCloseable {

    /** The name under which the Sentinels know the primary. */
    public static final String NAME = "main";

    private static final int SERVERS = 3;
    private static final int SENTINELS = 3;
    private static final Pattern ADDRESS = Pattern.compile("name=" + NAME + ",.*?address=[^,]*?:(\\d+)");

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<TcpProxy> proxies = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();

    private RedisReplication() {}

    /**
     * The Sentinels promote a replica when the primary was silent for 2 s.
     *
     * @param dir where data and logs go
     */
    public static RedisReplication start(Path dir) {
        RedisReplication replication = new RedisReplication();
        try {
            for (int i = 0; i < SERVERS; i++) {
                replication.addServer(dir.resolve("redis-" + (i + 1)));
            }
            for (int i = 0; i < SENTINELS; i++) {
                replication.addSentinel(dir.resolve("sentinel-" + (i + 1)));
            }
            return replication;
        } catch (RuntimeException e) {
            replication.close();
            throw e;
        }
    }

    /** {@code redis-sentinel://…}, with all Sentinels. */
    public String uri() {
        return sentinels.stream()
                .map(sentinel -> Ports.LOOPBACK + ":" + sentinel.port())
                .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
    }

    public List<RedisServer> servers() {
        return List.copyOf(servers);
    }

    public List<RedisServer> sentinels() {
        return List.copyOf(sentinels);
    }

    /** The network in front of one of {@link #servers()}. */
    public TcpProxy proxy(RedisServer server) {
        return proxies.get(servers.indexOf(server));
    }

    /** The server that the Sentinels call the primary now. */
    public RedisServer primary() {
        return servers.get(primaryIndex());
    }

    /** One that is not the primary now. */
    public RedisServer replica() {
        return servers.get((primaryIndex() + 1) % SERVERS);
    }

    @Override
    public void close() {
        sentinels.forEach(RedisReplication::thawAndClose);
        servers.forEach(RedisReplication::thawAndClose);
        proxies.forEach(TcpProxy::close);
    }

    private void addServer(Path dir) {
        int port = Ports.free();
        TcpProxy proxy = TcpProxy.start(port);
        proxies.add(proxy);
        RedisServer.Builder server = RedisServer.builder()
                .port(port)
                .dir(dir)
                .appendOnly()
                .line("replica-announce-ip " + Ports.LOOPBACK)
                .line("replica-announce-port " + proxy.port())
                .line("repl-diskless-sync-delay 0")
                // a primary that was replaced takes no writes that would be lost
                .line("min-replicas-to-write 1")
                .line("min-replicas-max-lag 3");
        if (!servers.isEmpty()) {
            server.line("replicaof " + Ports.LOOPBACK + " " + proxies.get(0).port());
        }
        servers.add(server.start());
    }

    private void addSentinel(Path dir) {
        sentinels.add(RedisServer.builder()
                .dir(dir)
                .sentinel()
                .line("sentinel monitor " + NAME + " " + Ports.LOOPBACK + " "
                        + proxies.get(0).port() + " 2")
                .line("sentinel down-after-milliseconds " + NAME + " 2000")
                .line("sentinel failover-timeout " + NAME + " 6000")
                .start());
    }

    private int primaryIndex() {
        for (RedisServer sentinel : sentinels) {
            try {
                Matcher address = ADDRESS.matcher(sentinel.ask("INFO sentinel"));
                if (address.find()) {
                    int port = Integer.parseInt(address.group(1));
                    for (int i = 0; i < proxies.size(); i++) {
                        if (proxies.get(i).port() == port) {
                            return i;
                        }
                    }
                }
            } catch (IOException e) {
                // this one is down: ask the next one
            }
        }
        throw new StackException("No Sentinel says which Redis is the primary");
    }

    private static void thawAndClose(RedisServer server) {
        if (server.isRunning()) {
            server.thaw();
        }
        server.close();
    }
}
