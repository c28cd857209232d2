package io.github.keycloakporter.redis.connection;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes connections. The only class that knows which kind of Redis it is. */
final class RedisConnector implements AutoCloseable {

    /** More than any server has request threads: a longer queue means that Redis stands still. */
    private static final int MAX_QUEUED_COMMANDS = 10_000;

    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
    private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final Supplier<OpenConnection> opening;

    private RedisConnector(ClientResources resources, AbstractRedisClient client, Supplier<OpenConnection> opening) {
        this.resources = resources;
        this.client = client;
        this.opening = opening;
    }

    static RedisConnector of(RedisConfig config) {
        ClientResources resources = DefaultClientResources.builder()
                // our own timers measure each call; the driver's recorder would cost memory and time for nobody
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(new TogetherOnTheWire())
                .reconnectDelay(() -> Delay.fullJitter(FIRST_RETRY, LAST_RETRY, 20, TimeUnit.MILLISECONDS))
                .build();
        return config.mode() == RedisConfig.Mode.CLUSTER ? cluster(config, resources) : single(config, resources);
    }

    /**
     * Makes one connection: TCP, TLS, log-in, PING. Blocks as long as that takes.
     *
     * @throws io.lettuce.core.RedisException when it cannot be made
     */
    OpenConnection open() {
        return opening.get();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private static RedisConnector single(RedisConfig config, ClientResources resources) {
        RedisURI uri = config.mode() == RedisConfig.Mode.SENTINEL
                ? sentinelUri(config)
                : uri(config, config.nodes().get(0));
        RedisClient client = RedisClient.create(resources);
        client.setOptions(options(ClientOptions.builder(), config).build());
        return new RedisConnector(
                resources, client, () -> OpenConnection.of(client.connect(ByteArrayCodec.INSTANCE, uri)));
    }

    private static RedisConnector cluster(RedisConfig config, ClientResources resources) {
        List<RedisURI> uris =
                config.nodes().stream().map(node -> uri(config, node)).toList();
        RedisClusterClient client = RedisClusterClient.create(resources, uris);
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        options(options, config);
        client.setOptions(options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(LAST_RETRY)
                        .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                        .build())
                .build());
        return new RedisConnector(resources, client, () -> OpenConnection.of(client.connect(ByteArrayCodec.INSTANCE)));
    }

    private static <B extends ClientOptions.Builder> B options(B options, RedisConfig config) {
        options.autoReconnect(true)
                // no queue while Redis is away: callers fail at once, and nothing sent is ever sent again
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                // whoever calls waits no longer than the command timeout and then takes the command back
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .requestQueueSize(MAX_QUEUED_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.connectTimeout())
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build());
        if (config.tls()) {
            SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider().handshakeTimeout(config.connectTimeout());
            config.tlsCa().ifPresent(ca -> ssl.trustManager(ca.toFile()));
            options.sslOptions(ssl.build());
        }
        return options;
    }

    private static RedisURI uri(RedisConfig config, RedisAddress.Node node) {
        return common(config, RedisURI.Builder.redis(node.host(), node.port()));
    }

    private static RedisURI sentinelUri(RedisConfig config) {
        RedisURI.Builder builder = null;
        for (RedisAddress.Node node : config.nodes()) {
            builder = builder == null
                    ? RedisURI.Builder.sentinel(
                            node.host(), node.port(), config.master().orElseThrow())
                    : builder.withSentinel(node.host(), node.port());
        }
        RedisURI uri = common(config, builder);
        config.sentinelPassword().ifPresent(password -> uri.getSentinels()
                .forEach(sentinel -> sentinel.setCredentialsProvider(
                        new StaticCredentialsProvider(RedisCredentials.just(null, password)))));
        return uri;
    }

    private static RedisURI common(RedisConfig config, RedisURI.Builder builder) {
        builder.withSsl(config.tls())
                .withVerifyPeer(config.verifyHost() ? SslVerifyMode.FULL : SslVerifyMode.CA)
                .withClientName(config.clientName())
                .withDatabase(config.database())
                // the time for log-in and the first PING
                .withTimeout(config.connectTimeout());
        RedisURI uri = builder.build();
        config.password()
                .ifPresent(password -> uri.setCredentialsProvider(new StaticCredentialsProvider(
                        RedisCredentials.just(config.username().orElse(null), password))));
        return uri;
    }
}
