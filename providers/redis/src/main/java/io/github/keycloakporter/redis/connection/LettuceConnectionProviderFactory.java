package io.github.keycloakporter.redis.connection;

import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Owns the server's connections to Redis. The server starts whether Redis is there or not. */
public final class LettuceConnectionProviderFactory
        implements RedisConnectionProviderFactory, ServerInfoAwareProviderFactory {

    public static final String PROVIDER_ID = "lettuce";

    private RedisConfig config;
    private RedisConnector connector;
    private List<SharedConnection> connections = List.of();
    private RedisMonitor monitor;
    private RedisMetrics metrics;
    private RedisConnection redis;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        config = RedisConfig.from(scope);
        connector = RedisConnector.of(config);
        int silentRounds = 2 + (int) (config.commandTimeout().toMillis() / RedisMonitor.ROUND.toMillis());
        connections = IntStream.range(0, config.connections())
                .mapToObj(i -> new SharedConnection(connector, silentRounds))
                .toList();
        monitor = new RedisMonitor(connections, config);
        metrics = new RedisMetrics(Metrics.globalRegistry, connections, monitor::state);
        redis = new LettuceConnection(connections, metrics, config);
        monitor.start();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // the monitor connects by itself
    }

    @Override
    public RedisConnectionProvider create(KeycloakSession session) {
        return new LettuceConnectionProvider(session, redis);
    }

    @Override
    public RedisState state() {
        return monitor == null ? RedisState.connecting() : monitor.state();
    }

    @Override
    public boolean takesNodeOut() {
        return config.health() == RedisConfig.Health.TAKE_OUT;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return RedisOptions.metadata();
    }

    /** Shown to every administrator, so without user name and password. */
    @Override
    public Map<String, String> getOperationalInfo() {
        RedisState state = state();
        return Map.of(
                "host", config.where(),
                "mode", config.mode().name().toLowerCase(Locale.ROOT),
                "tls", String.valueOf(config.tls()),
                "state", state.phase().name().toLowerCase(Locale.ROOT),
                "since", state.since().toString(),
                "version", state.version());
    }

    @Override
    public void close() {
        if (monitor != null) {
            monitor.close();
        }
        connections.forEach(SharedConnection::close);
        if (metrics != null) {
            metrics.close();
        }
        if (connector != null) {
            connector.close();
        }
    }
}
