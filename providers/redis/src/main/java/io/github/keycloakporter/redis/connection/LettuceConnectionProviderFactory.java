package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.connection.config.RedisOptions;
import io.github.keycloakporter.redis.connection.driver.RedisConnector;
import io.github.keycloakporter.redis.outage.RepeatedLines;
import io.github.keycloakporter.redis.outage.StoreUnavailableMapper;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Owns the server's connections to Redis. The server starts whether Redis is there or not. */
public final class LettuceConnectionProviderFactory
        implements RedisConnectionProviderFactory,
                ServerInfoAwareProviderFactory,
                SimpleProviderFactory<RedisConnectionProvider> {

    public static final String PROVIDER_ID = RedisOptions.PROVIDER;

    /** Where Keycloak logs an exception that a login, a form or a commit ended with. */
    private static final List<String> KEYCLOAK_LOGGERS =
            List.of("org.keycloak.services", "org.keycloak.services.error.KeycloakErrorHandler");

    private RedisConfig config;
    private RedisMonitor monitor;
    private RedisMetrics metrics;
    private RedisConnection redis;
    private Optional<KeyCensus> census = Optional.empty();
    private RepeatedLines lines;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        config = RedisConfig.from(scope);
        lines = new RepeatedLines();
        RedisConnector.LOGGERS.forEach(lines::fold);
        lines.fold(StoreUnavailableMapper.class.getName());
        KEYCLOAK_LOGGERS.forEach(lines::foldOutages);
        monitor = new RedisMonitor(config);
        metrics = new RedisMetrics(Metrics.globalRegistry, monitor.connections(), monitor::state);
        redis = new LettuceConnection(monitor.connections(), metrics, config);
        monitor.start();
        census = config.keyCountInterval()
                .map(interval -> new KeyCensus(redis, monitor.connections(), config, interval, Metrics.globalRegistry));
        census.ifPresent(KeyCensus::start);
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
    public Optional<RedisAudit> audit() {
        return monitor.audit();
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
        Map<String, String> info = new LinkedHashMap<>();
        info.put("host", config.where());
        info.put("mode", config.mode().name().toLowerCase(Locale.ROOT));
        info.put("tls", String.valueOf(config.tls().data()));
        info.put("state", state.phase().name().toLowerCase(Locale.ROOT));
        info.put("since", state.since().toString());
        info.put("version", state.version());
        state.problem().ifPresent(problem -> info.put("problem", problem));
        return info;
    }

    @Override
    public void close() {
        census.ifPresent(KeyCensus::close);
        if (monitor != null) {
            monitor.close();
            metrics.close();
            lines.close();
        }
    }
}
