package io.github.keycloakporter.spi.check;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.Config;

/**
 * Options that are not (yet) those of a server.
 *
 * @param options by the names that the operator types, without their dashes; the older form of a provider's options, with one dash
 *     between the parts, is understood too, as Keycloak does
 */
public record GivenSettings(Map<String, String> options) implements Settings {

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.getOrDefault(name, options.get(name.replace("--", "-"))))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    @Override
    public Config.Scope scope(String spi, String provider) {
        return new GivenScope(name -> ScopeReader.option(spi, provider, name).substring(2));
    }

    /** Without the values: secrets are among them. */
    @Override
    public String toString() {
        return "GivenSettings" + options.keySet();
    }

    private final class GivenScope extends Config.AbstractScope {

        private final Function<String, String> naming;

        private GivenScope(Function<String, String> naming) {
            this.naming = naming;
        }

        @Override
        public String get(String name) {
            return option(naming.apply(name)).orElse(null);
        }

        @Override
        protected <T> T getValue(String name, Function<String, T> conversion, Class<T> type, T otherwise) {
            return option(naming.apply(name)).map(conversion).orElse(otherwise);
        }

        @Override
        public Config.Scope scope(String... names) {
            throw new UnsupportedOperationException("Options have no scopes below those of a provider");
        }

        @Override
        public Set<String> getPropertyNames() {
            return options.keySet();
        }

        @Override
        public Config.Scope root() {
            return new GivenScope(Function.identity());
        }
    }
}
