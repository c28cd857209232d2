package io.github.keycloakporter.spi.check;

import java.util.Optional;
import org.keycloak.Config;

/** The options of a server: of the one that runs, or of one that will. */
public interface Settings {

    /** An option by the name that the operator types, without its dashes, such as {@code hostname}. Empty where it is blank. */
    Optional<String> option(String name);

    /** The options of one provider. */
    Config.Scope scope(String spi, String provider);

    /** Whether an option is {@code true}. */
    default boolean isOn(String name) {
        return option(name).filter("true"::equals).isPresent();
    }

    /** The options of the server that this code runs in. */
    static Settings ofServer() {
        return new Settings() {

            @Override
            public Optional<String> option(String name) {
                return Optional.ofNullable(Config.scope().root().get(name))
                        .map(String::trim)
                        .filter(value -> !value.isEmpty());
            }

            @Override
            public Config.Scope scope(String spi, String provider) {
                return Config.scope(spi, provider);
            }
        };
    }
}
