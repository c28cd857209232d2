package io.github.keycloakporter.redis.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;

/**
 * Limits within this process, by the same arithmetic as in Redis, for the time without Redis. Counts vanish by themselves
 * once all permits are back. There are no more of them than {@link #MOST}: where more subjects come than that, those that
 * come least often are forgotten first, and begin anew.
 */
final class LocalLimits implements LimitStore {

    /** Some 20 MB. */
    static final int MOST = 100_000;

    /** Per name the time, in microseconds, at which all permits will be back. */
    private final Cache<String, Long> fullAgain;

    LocalLimits(int most) {
        fullAgain = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<String, Long>writing((name, time) -> Duration.ofNanos(1000 * (time - now()))))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(Time.currentTimeMillis()))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public synchronized StoreDecision decide(List<NamedLimit> limits, boolean charge) {
        long now = now();
        long[] times = new long[limits.size()];
        long wait = 0;
        Limit longest = null;
        for (int i = 0; i < times.length; i++) {
            NamedLimit named = limits.get(i);
            times[i] = stored(named, now) + named.step();
            long over = times[i] - now - named.burst();
            if (over > wait) {
                wait = over;
                longest = named.limit();
            }
        }
        if (wait == 0 && charge) {
            for (int i = 0; i < times.length; i++) {
                fullAgain.put(limits.get(i).name(), times[i]);
            }
        }
        Decision decision = wait == 0 ? Decision.ALLOWED : Decision.denied(Gcra.micros(wait), longest);
        return new StoreDecision(
                decision,
                usage(limits.stream()
                        .filter(named -> StoreDecision.isBudget(named.limit()))
                        .toList()),
                StoreDecision.Place.LOCAL);
    }

    @Override
    public synchronized void giveBack(List<NamedLimit> limits) {
        for (NamedLimit named : limits) {
            fullAgain.asMap().computeIfPresent(named.name(), (name, time) -> {
                long back = time - named.step();
                return back > now() ? back : null;
            });
        }
    }

    @Override
    public synchronized List<LimitUsage> usage(List<NamedLimit> limits) {
        long now = now();
        List<LimitUsage> usage = new ArrayList<>(limits.size());
        limits.forEach(named -> usage.add(Gcra.usage(named.limit(), stored(named, now) - now)));
        return usage;
    }

    @Override
    public synchronized void reset(List<NamedLimit> limits) {
        limits.forEach(named -> fullAgain.invalidate(named.name()));
    }

    /** How many counts there are. */
    long size() {
        fullAgain.cleanUp();
        return fullAgain.estimatedSize();
    }

    private long stored(NamedLimit named, long now) {
        Long time = fullAgain.getIfPresent(named.name());
        if (time == null) {
            return now;
        }
        long counts = Gcra.stored(named.limit(), time, now);
        if (counts < time) {
            fullAgain.put(named.name(), counts);
        }
        return counts;
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toMicros(Time.currentTimeMillis());
    }
}
