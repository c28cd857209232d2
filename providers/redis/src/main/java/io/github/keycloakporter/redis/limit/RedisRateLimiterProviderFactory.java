package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.connection.RedisConnectionProvider;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.RateLimiterProviderFactory;
import io.github.keycloakporter.spi.limit.RateLimiterSpi;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;

/** Rate limits in Redis, and in process while Redis does not answer. Its options are the rules of all realms that have none of their own. */
public final class RedisRateLimiterProviderFactory implements RateLimiterProviderFactory {

    public static final String PROVIDER_ID = "redis";

    private LimitNode node;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        ScopeReader options = new ScopeReader(scope, RateLimiterSpi.NAME, PROVIDER_ID);
        ProxyTrust.check(scope, options, !Environment.isDevMode());
        node = new LimitNode(LimitRules.from(options), Metrics.globalRegistry);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                node.budgets().forget(removed.getRealm());
            }
        });
    }

    @Override
    public RateLimiterProvider create(KeycloakSession session) {
        return node.limiter(
                session.getProvider(RedisConnectionProvider.class).redisIfThere(), RealmSecrets.of(session));
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(RedisConnectionProvider.class);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return LimitOptions.metadata();
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }
}
