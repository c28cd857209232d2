package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.LimitUsage;
import io.github.keycloakporter.spi.limit.Rate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/**
 * How full the mail budget of each realm is, so that an operator hears of it before mails are refused:
 * {@code porter_limits_budget_used_ratio{realm}}, and a warning at 80 %, at most one an hour and realm.
 *
 * <p>A node knows what its last decision told; from there on the figure sinks as permits come back. Take the maximum over the
 * nodes.
 */
final class RealmBudgets implements AutoCloseable {

    static final double ALMOST = 0.8;

    private static final long PAUSE = Duration.ofHours(1).toMillis();
    private static final Logger LOG = Logger.getLogger(RealmBudgets.class);

    private final MeterRegistry registry;
    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

    RealmBudgets(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param usage of each rate of the budget; the fullest counts */
    void seen(RealmModel realm, List<LimitUsage> usage) {
        usage.stream().max(Comparator.comparingDouble(LimitUsage::ratio)).ifPresent(fullest -> budgets.computeIfAbsent(
                        realm.getName(), name -> new Budget(name, registry))
                .seen(fullest));
    }

    void forget(RealmModel realm) {
        Budget gone = budgets.remove(realm.getName());
        if (gone != null) {
            registry.remove(gone.gauge);
        }
    }

    @Override
    public void close() {
        budgets.values().forEach(budget -> registry.remove(budget.gauge));
        budgets.clear();
    }

    private static final class Budget {

        private record Seen(long fullAgainAt, long period) {}

        private final String realm;
        private final Gauge gauge;
        private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);
        private volatile Seen seen = new Seen(0, 1);

        Budget(String realm, MeterRegistry registry) {
            this.realm = realm;
            this.gauge = Gauge.builder("porter.limits.budget.used.ratio", this, Budget::used)
                    .description("How much of the mails a realm may send is used, from 0 to 1")
                    .tag("realm", realm)
                    .register(registry);
        }

        double used() {
            Seen last = seen;
            return Math.min(1, Math.max(0, (double) (last.fullAgainAt - Time.currentTimeMillis()) / last.period));
        }

        void seen(LimitUsage usage) {
            long now = Time.currentTimeMillis();
            seen = new Seen(
                    now + usage.fullAgainIn().toMillis(), usage.limit().period().toMillis());
            long quiet = quietUntil.get();
            if (usage.ratio() >= ALMOST && now >= quiet && quietUntil.compareAndSet(quiet, now + PAUSE)) {
                LOG.warnf(
                        "Realm %s has used %.0f %% of the mails it may send (limit %s, %s): when all are used, mails are refused",
                        realm,
                        100 * usage.ratio(),
                        usage.limit().name(),
                        new Rate(usage.limit().permits(), usage.limit().period()));
            }
        }
    }
}
