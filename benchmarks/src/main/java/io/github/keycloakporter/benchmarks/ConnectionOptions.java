package io.github.keycloakporter.benchmarks;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;

/** The options of the connection, as Keycloak would hand them over. */
final class ConnectionOptions extends Config.AbstractScope {

    private final Map<String, String> options;

    private ConnectionOptions(Map<String, String> options) {
        this.options = options;
    }

    /** The defaults, but for patience: a call that is late on a busy machine must count as late, not as failed. */
    static ConnectionOptions of(URI redis) {
        return new ConnectionOptions(Map.of("uri", redis.toString(), "commandTimeout", "20s"));
    }

    @Override
    public String get(String key) {
        return options.get(key);
    }

    @Override
    public Config.Scope scope(String... scope) {
        return this;
    }

    @Override
    public Config.Scope root() {
        return this;
    }

    @Override
    @Deprecated
    public Set<String> getPropertyNames() {
        return options.keySet();
    }
}
