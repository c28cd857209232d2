package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.util.Arrays;
import java.util.Set;
import org.keycloak.Config;

/**
 * Limits by IP are worth as much as the address they go by. Keycloak takes the first entry of a forwarded header from everybody
 * it trusts, and trusts everybody where nobody is named: then a caller chooses his own address with each request.
 */
enum ProxyTrust {
    /** Where forwarded headers count, it has to be said whose. */
    NAMED,
    /** Only the proxy can reach this server, so it does not matter. */
    ANY;

    static final String OPTION = "trustedProxies";

    private static final Set<String> EVERYBODY = Set.of("0.0.0.0/0", "::/0");

    /**
     * @param production whether this is no server for development
     * @throws ConfigException naming Keycloak's option, when an address could be forged
     */
    static void check(Config.Scope scope, ScopeReader options, boolean production) {
        Config.Scope server = scope.root();
        String headers = server.get("proxy-headers");
        String trusted = server.get("proxy-trusted-addresses");
        if (options.choice(OPTION, NAMED) == NAMED && production && forgeable(headers, trusted)) {
            throw new ConfigException(
                    "--proxy-trusted-addresses",
                    "must name the proxies whose " + headers
                            + " headers are believed, or anybody could choose the address "
                            + "that limits go by (or " + options.option(OPTION)
                            + "=any, where nothing but the proxy reaches this server)");
        }
    }

    /** Whether headers are believed, and from everybody. */
    static boolean forgeable(String headers, String trusted) {
        return headers != null
                && !headers.isBlank()
                && (trusted == null
                        || trusted.isBlank()
                        || Arrays.stream(trusted.split(",")).map(String::trim).anyMatch(EVERYBODY::contains));
    }
}
