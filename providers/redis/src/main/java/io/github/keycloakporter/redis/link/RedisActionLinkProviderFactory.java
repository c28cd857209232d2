package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.ActionLinkProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;

/** Action links in Redis. Has no options of its own: the realm says how long links live, the connection where Redis is. */
public final class RedisActionLinkProviderFactory implements ActionLinkProviderFactory {

    public static final String PROVIDER_ID = "redis";

    private final LinkCrypto crypto = new LinkCrypto();
    private LinkMetrics metrics;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        metrics = new LinkMetrics(Metrics.globalRegistry);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public ActionLinkProvider create(KeycloakSession session) {
        return new RedisActionLinkProvider(
                session.getProvider(RedisConnectionProvider.class).redis(), RealmSecrets.of(session), crypto, metrics);
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(RedisConnectionProvider.class);
    }

    @Override
    public void close() {}
}
