package io.github.keycloakporter.spi.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;

/** Options of one provider, as a test sets them. */
public record MapScope(Map<String, String> options) implements Config.Scope {

    /** @param namesAndValues in turns */
    public static MapScope of(String... namesAndValues) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new MapScope(options);
    }

    @Override
    public String get(String key) {
        return options.get(key);
    }

    @Override
    public String get(String key, String otherwise) {
        return options.getOrDefault(key, otherwise);
    }

    @Override
    public String[] getArray(String key) {
        return options.containsKey(key)
                ? Arrays.stream(get(key).split(",")).map(String::trim).toArray(String[]::new)
                : null;
    }

    @Override
    public Integer getInt(String key) {
        return getInt(key, null);
    }

    @Override
    public Integer getInt(String key, Integer otherwise) {
        return options.containsKey(key) ? Integer.valueOf(get(key)) : otherwise;
    }

    @Override
    public Long getLong(String key) {
        return getLong(key, null);
    }

    @Override
    public Long getLong(String key, Long otherwise) {
        return options.containsKey(key) ? Long.valueOf(get(key)) : otherwise;
    }

    @Override
    public Boolean getBoolean(String key) {
        return getBoolean(key, null);
    }

    @Override
    public Boolean getBoolean(String key, Boolean otherwise) {
        return options.containsKey(key) ? Boolean.valueOf(get(key)) : otherwise;
    }

    @Override
    public Config.Scope scope(String... scope) {
        return this;
    }

    @Override
    public Set<String> getPropertyNames() {
        return options.keySet();
    }

    @Override
    public Config.Scope root() {
        return this;
    }
}
