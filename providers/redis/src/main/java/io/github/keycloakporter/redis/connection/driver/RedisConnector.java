package io.github.keycloakporter.redis.connection.driver;

import io.github.keycloakporter.redis.connection.config.RedisAddress;
import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.connection.config.RedisLogin;
import io.github.keycloakporter.redis.connection.config.RedisTls;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ConnectionWatchdog;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.Transports;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes connections. Knows which kind of Redis it is. */
public final class RedisConnector implements AutoCloseable {

    /** The loggers through which the driver warns at each attempt to connect; by name, as some classes are not public. */
    public static final List<String> LOGGERS = List.of(
            RedisClient.class.getName(),
            RedisClusterClient.class.getName(),
            RedisClusterClient.class.getPackageName() + ".ClusterTopologyRefreshScheduler",
            RedisClusterClient.class.getPackageName() + ".topology.DefaultClusterTopologyRefresh",
            ConnectionWatchdog.class.getName(),
            ConnectionWatchdog.class.getPackageName() + ".ReconnectionHandler",
            ConnectionWatchdog.class.getPackageName() + ".CommandHandler",
            ConnectionWatchdog.class.getPackageName() + ".DefaultEndpoint");

    /** More than any server has request threads: a longer queue means that Redis stands still. */
    private static final int MAX_QUEUED_COMMANDS = 10_000;

    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
    private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);

    private final RedisConfig config;
    private final ClientResources resources;
    private final DnsAddressResolverGroup names;
    private final AbstractRedisClient client;
    private final Supplier<OpenConnection> opening;

    private RedisConnector(RedisConfig config, Runnable disconnected, DnsNameResolverBuilder dns) {
        this.config = config;
        names = new DnsAddressResolverGroup(dns.channelType(Transports.datagramChannelClass())
                .socketChannelType(Transports.socketChannelClass().asSubclass(SocketChannel.class))
                .queryTimeoutMillis(config.connectTimeout().toMillis())
                // each new connection asks the DNS: the name may lead to another server than a second ago
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE));
        resources = DefaultClientResources.builder()
                // our own timers measure each call; the driver's recorder would cost memory and time for nobody
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(new FlushConsolidation())
                .addressResolverGroup(names)
                .reconnectDelay(() -> Delay.fullJitter(FIRST_RETRY, LAST_RETRY, 20, TimeUnit.MILLISECONDS))
                .build();
        if (config.mode() == RedisConfig.Mode.CLUSTER) {
            RedisClusterClient cluster = cluster();
            client = cluster;
            opening = () -> {
                cluster.refreshPartitions();
                return OpenConnection.of(cluster.connect(ByteArrayCodec.INSTANCE), cluster);
            };
        } else {
            RedisClient single = single();
            RedisURI uri = config.mode() == RedisConfig.Mode.SENTINEL
                    ? sentinelUri()
                    : uri(config.nodes().get(0));
            client = single;
            opening = () -> OpenConnection.of(single.connect(ByteArrayCodec.INSTANCE, uri));
        }
        client.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                disconnected.run();
            }
        });
    }

    /** @param disconnected is run by a thread of the driver when a connection broke; must not block */
    public static RedisConnector of(RedisConfig config, Runnable disconnected) {
        return of(config, disconnected, new DnsNameResolverBuilder());
    }

    static RedisConnector of(RedisConfig config, Runnable disconnected, DnsNameResolverBuilder dns) {
        return new RedisConnector(config, disconnected, dns);
    }

    String keyPrefix() {
        return config.keyPrefix();
    }

    Duration connectTimeout() {
        return config.connectTimeout();
    }

    /**
     * Makes one connection: name, TCP, TLS, log-in. Blocks as long as that takes.
     *
     * @throws io.lettuce.core.RedisException when it cannot be made
     */
    OpenConnection open() {
        return opening.get();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        names.close();
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** Connections that broke are replaced, see {@link SharedConnection}: the driver would mend them with what it once knew. */
    private RedisClient single() {
        RedisClient redis = RedisClient.create(resources);
        redis.setOptions(options(ClientOptions.builder().autoReconnect(false)).build());
        return redis;
    }

    private RedisClusterClient cluster() {
        List<RedisURI> uris = config.nodes().stream().map(this::uri).toList();
        RedisClusterClient cluster = RedisClusterClient.create(resources, uris);
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        options(options.autoReconnect(true));
        cluster.setOptions(options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(LAST_RETRY)
                        .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                        .build())
                .build());
        return cluster;
    }

    private <B extends ClientOptions.Builder> B options(B options) {
        // no queue while Redis is away: callers fail at once, and nothing sent is ever sent again
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                // whoever calls waits no longer than the command timeout and then takes the command back
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .requestQueueSize(MAX_QUEUED_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.connectTimeout())
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build());
        RedisTls tls = config.tls();
        SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider().handshakeTimeout(config.connectTimeout());
        tls.ca().ifPresent(ca -> ssl.trustManager(ca.toFile()));
        tls.certificate()
                .ifPresent(certificate -> ssl.keyManager(
                        certificate.toFile(), tls.key().orElseThrow().toFile(), new char[0]));
        options.sslOptions(ssl.build());
        return options;
    }

    private RedisURI uri(RedisAddress.Node node) {
        RedisURI uri = RedisURI.create(node.host(), node.port());
        redis(uri);
        return uri;
    }

    private RedisURI sentinelUri() {
        RedisURI uri = new RedisURI();
        redis(uri);
        uri.setSentinelMasterId(config.master().orElseThrow());
        for (RedisAddress.Node node : config.nodes()) {
            RedisURI sentinel = RedisURI.create(node.host(), node.port());
            server(sentinel, config.tls().sentinel(), config.sentinelLogin());
            uri.getSentinels().add(sentinel);
        }
        return uri;
    }

    private void redis(RedisURI uri) {
        uri.setDatabase(config.database());
        server(uri, config.tls().data(), config.login());
    }

    private void server(RedisURI uri, boolean tls, RedisLogin login) {
        uri.setSsl(tls);
        uri.setVerifyPeer(config.tls().verifyHost() ? SslVerifyMode.FULL : SslVerifyMode.CA);
        uri.setClientName(config.clientName());
        // the time for the log-in
        uri.setTimeout(config.connectTimeout());
        if (login.isSet()) {
            uri.setCredentialsProvider(RedisCredentialsProvider.from(() -> RedisCredentials.just(
                    login.username().orElse(null), login.password().orElseThrow())));
        }
    }
}
