package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/** What a node keeps of limits for as long as it runs. */
final class LimitNode implements AutoCloseable {

    private final LimitRules rules;
    private final LimitNames names = new LimitNames();
    private final LocalLimits local = new LocalLimits(LocalLimits.MOST);
    private final Failover failover = new Failover(this::tookOver);
    private final RealmWarnings warnings = new RealmWarnings(Logger.getLogger(LimitNode.class)::warn);
    private final LimitMetrics metrics;
    private final RealmBudgets budgets;

    LimitNode(LimitRules rules, MeterRegistry registry) {
        this.rules = rules;
        this.metrics = new LimitMetrics(registry, failover::isLocal);
        this.budgets = new RealmBudgets(registry);
    }

    /** The limiter of one session. */
    RateLimiterProvider limiter(RedisConnection redis, RealmSecrets secrets) {
        return new RedisRateLimiterProvider(new FailoverLimits(new RedisLimits(redis), local, failover), secrets, this);
    }

    /** One that never asks Redis. */
    RateLimiterProvider localLimiter(RealmSecrets secrets) {
        return new RedisRateLimiterProvider(local, secrets, this);
    }

    /** With what the realm's attributes say otherwise; one that cannot be read is told once. */
    LimitRules rules(RealmModel realm) {
        return rules.in(realm, (attribute, problem) -> warnings.warn(realm, attribute, problem));
    }

    LimitNames names() {
        return names;
    }

    LimitMetrics metrics() {
        return metrics;
    }

    RealmBudgets budgets() {
        return budgets;
    }

    private void tookOver() {
        metrics.tookOver();
    }

    @Override
    public void close() {
        metrics.close();
        budgets.close();
    }
}
