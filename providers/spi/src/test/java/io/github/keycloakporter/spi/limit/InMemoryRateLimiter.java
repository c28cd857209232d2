package io.github.keycloakporter.spi.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** The whole contract within one process, for tests of those who limit. Hand the same one to every session. */
public final class InMemoryRateLimiter implements RateLimiterProvider {

    private record Key(String realm, String name, String subject, Duration period) {}

    /** Per limit the time, in microseconds, at which all of its permits will be back. */
    private final Map<Key, Long> fullAgain = new HashMap<>();

    @Override
    public synchronized Decision acquire(RealmModel realm, List<Limit> limits) {
        return decide(realm, limits, true);
    }

    @Override
    public synchronized Decision check(RealmModel realm, List<Limit> limits) {
        return decide(realm, limits, false);
    }

    @Override
    public synchronized void giveBack(RealmModel realm, List<Limit> limits) {
        for (Limit limit : limits) {
            fullAgain.computeIfPresent(key(realm, limit), (key, time) -> time - interval(limit));
        }
    }

    @Override
    public synchronized List<LimitUsage> usage(RealmModel realm, List<Limit> limits) {
        long now = now();
        return limits.stream()
                .map(limit -> {
                    long ahead = stored(realm, limit, now) - now;
                    int used = (int) ((ahead + interval(limit) - 1) / interval(limit));
                    return new LimitUsage(limit, used, Duration.of(ahead, ChronoUnit.MICROS));
                })
                .toList();
    }

    @Override
    public synchronized void reset(RealmModel realm, List<Limit> limits) {
        limits.forEach(limit -> fullAgain.remove(key(realm, limit)));
    }

    @Override
    public LimitRules rules(RealmModel realm) {
        return LimitRules.defaults().in(realm, (attribute, problem) -> {
            throw new IllegalArgumentException(attribute + " " + problem);
        });
    }

    @Override
    public void close() {}

    private Decision decide(RealmModel realm, List<Limit> limits, boolean charge) {
        long now = now();
        Map<Key, Long> charged = new HashMap<>();
        long wait = 0;
        Limit longest = null;
        for (Limit limit : limits) {
            Key key = key(realm, limit);
            long from = charged.containsKey(key) ? charged.get(key) : stored(realm, limit, now);
            charged.put(key, from + interval(limit));
            long over = from + interval(limit) - now - limit.permits() * interval(limit);
            if (over > wait) {
                wait = over;
                longest = limit;
            }
        }
        if (wait > 0) {
            return Decision.denied(Duration.of(wait, ChronoUnit.MICROS), longest);
        }
        if (charge) {
            fullAgain.putAll(charged);
        }
        return Decision.ALLOWED;
    }

    /** Cut to what it can be, for a clock that was set back. */
    private long stored(RealmModel realm, Limit limit, long now) {
        Long time = fullAgain.computeIfPresent(
                key(realm, limit), (key, before) -> Math.min(before, now + limit.permits() * interval(limit)));
        return time == null ? now : Math.max(now, time);
    }

    private static long now() {
        return Time.currentTimeMillis() * 1000;
    }

    private static Key key(RealmModel realm, Limit limit) {
        return new Key(realm.getId(), limit.name(), limit.subject(), limit.period());
    }

    /** Microseconds until one permit is back; rounded up, so that no window gets more than it may. */
    private static long interval(Limit limit) {
        long period = limit.period().toNanos() / 1000;
        return (period + limit.permits() - 1) / limit.permits();
    }
}
