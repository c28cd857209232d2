package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitUsage;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.util.List;
import org.keycloak.models.RealmModel;

/** Hides names, asks the store, tells the operator. */
final class RedisRateLimiterProvider implements RateLimiterProvider {

    private final LimitStore store;
    private final RealmSecrets secrets;
    private final LimitNode node;

    RedisRateLimiterProvider(LimitStore store, RealmSecrets secrets, LimitNode node) {
        this.store = store;
        this.secrets = secrets;
        this.node = node;
    }

    @Override
    public Decision acquire(RealmModel realm, List<Limit> limits) {
        if (limits.isEmpty()) {
            return Decision.ALLOWED;
        }
        StoreDecision verdict = store.decide(merged(realm, limits), true);
        node.metrics().decided(limits.get(0), verdict);
        node.budgets().seen(realm, verdict.budget());
        return verdict.decision();
    }

    @Override
    public Decision check(RealmModel realm, List<Limit> limits) {
        return limits.isEmpty()
                ? Decision.ALLOWED
                : store.decide(merged(realm, limits), false).decision();
    }

    @Override
    public void giveBack(RealmModel realm, List<Limit> limits) {
        if (!limits.isEmpty()) {
            store.giveBack(merged(realm, limits));
        }
    }

    @Override
    public List<LimitUsage> usage(RealmModel realm, List<Limit> limits) {
        return limits.isEmpty() ? List.of() : store.usage(named(realm, limits));
    }

    @Override
    public void reset(RealmModel realm, List<Limit> limits) {
        if (!limits.isEmpty()) {
            store.reset(named(realm, limits));
        }
    }

    @Override
    public LimitRules rules(RealmModel realm) {
        return node.rules(realm);
    }

    @Override
    public void close() {}

    private List<NamedLimit> merged(RealmModel realm, List<Limit> limits) {
        return NamedLimit.merged(named(realm, limits));
    }

    private List<NamedLimit> named(RealmModel realm, List<Limit> limits) {
        return node.names().of(realm, secrets.active(realm), limits);
    }
}
