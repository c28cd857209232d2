package io.github.keycloakporter.spi.check;

import java.util.List;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The rules of one feature. Each looks only at what belongs to its feature. Implementations keep nothing between two calls.
 *
 * <p>What needs no server is asked with {@link Settings} and a realm file, so the same code judges a configuration before a server
 * runs with it. What only a running server can tell is asked with a session, and may take seconds.
 */
public interface ConfigCheck extends Provider {

    /** All rules, in the order of the documentation. */
    List<Rule> rules();

    /**
     * The options of the server.
     *
     * @throws io.github.keycloakporter.spi.config.ConfigException for an option that would stop the start anyway
     */
    default void server(Settings settings, Consumer<Finding> found) {}

    /** A realm, as its file or the server represents it; a field that is null has Keycloak's default. */
    default void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {}

    /** What the running server uses: Redis, the database, providers. */
    default void runningServer(KeycloakSession session, Consumer<Finding> found) {}

    /** What a realm of the running server uses: the vault, the DNS. The session's context has this realm. */
    default void runningRealm(KeycloakSession session, RealmModel realm, Consumer<Finding> found) {}

    /** Nothing to close: checks keep nothing. */
    @Override
    default void close() {}
}
