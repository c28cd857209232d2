package io.github.keycloakporter.redis.connection;

import java.util.Optional;
import org.keycloak.provider.ProviderFactory;

public interface RedisConnectionProviderFactory extends ProviderFactory<RedisConnectionProvider> {

    /** What is known of Redis right now. Reads memory only: never waits for Redis. */
    RedisState state();

    /** Whether a node whose Redis stops working reports that it is not ready. */
    boolean takesNodeOut();

    /** Asks Redis what it allows and promises; blocks for seconds at most. Empty while there is no connection. */
    Optional<RedisAudit> audit();
}
