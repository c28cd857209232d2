package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.LimitUsage;
import java.util.List;
import java.util.function.Function;

/** Limits in Redis; in this process while Redis does not answer. */
record FailoverLimits(RedisLimits redis, LocalLimits local, Failover failover) implements LimitStore {

    @Override
    public StoreDecision decide(List<NamedLimit> limits, boolean charge) {
        return first(store -> store.decide(limits, charge));
    }

    /** To whoever counts now. That may be another one than took it: then the permit comes back with time, as if it were used. */
    @Override
    public void giveBack(List<NamedLimit> limits) {
        first(store -> {
            store.giveBack(limits);
            return limits;
        });
    }

    @Override
    public List<LimitUsage> usage(List<NamedLimit> limits) {
        return first(store -> store.usage(limits));
    }

    /** In both, or what one forgot the other would still hold against the subject. */
    @Override
    public void reset(List<NamedLimit> limits) {
        local.reset(limits);
        redis.reset(limits);
    }

    private <T> T first(Function<LimitStore, T> call) {
        return failover.first(redis.redis()::answeredSince, () -> call.apply(redis), () -> call.apply(local));
    }
}
