package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.connection.KeyKind;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisScript;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.LimitUsage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;

/** Limits in Redis, for all nodes: one round trip, however many. See the package for what stands there. */
record RedisLimits(RedisConnection redis) implements LimitStore {

    private static final RedisScript<byte[]> ACQUIRE = RedisScript.bytes(RedisLimits.class, "rate-limiter.acquire");
    private static final RedisScript<Long> GIVE_BACK = RedisScript.number(RedisLimits.class, "rate-limiter.give-back");
    private static final RedisScript<byte[]> USAGE = RedisScript.bytes(RedisLimits.class, "rate-limiter.usage");

    private static final String KIND = KeyKind.LIMIT.text();

    @Override
    public StoreDecision decide(List<NamedLimit> limits, boolean charge) {
        ByteBuffer asked = numbers(2 + 2 * limits.size()).putLong(offset()).putLong(charge ? 1 : 0);
        for (NamedLimit named : limits) {
            asked.putLong(named.step()).putLong(named.burst());
        }
        ByteBuffer answer = ByteBuffer.wrap(redis.run(ACQUIRE, keys(limits), asked.array()));
        long wait = answer.getLong();
        int longest = (int) answer.getLong();
        Decision decision = wait == 0
                ? Decision.ALLOWED
                : Decision.denied(Gcra.micros(wait), limits.get(longest - 1).limit());
        return new StoreDecision(decision, budget(limits, answer), StoreDecision.Place.REDIS);
    }

    /** @param ahead how far each limit's time is ahead of now */
    private static List<LimitUsage> budget(List<NamedLimit> limits, ByteBuffer ahead) {
        List<LimitUsage> budget = new ArrayList<>();
        for (NamedLimit named : limits) {
            long used = ahead.getLong();
            if (StoreDecision.isBudget(named.limit())) {
                budget.add(Gcra.usage(named.limit(), used));
            }
        }
        return budget;
    }

    @Override
    public void giveBack(List<NamedLimit> limits) {
        ByteBuffer given = numbers(1 + limits.size()).putLong(offset());
        limits.forEach(named -> given.putLong(named.step()));
        redis.run(GIVE_BACK, keys(limits), given.array());
    }

    @Override
    public List<LimitUsage> usage(List<NamedLimit> limits) {
        byte[] asked = numbers(1).putLong(offset()).array();
        ByteBuffer ahead = ByteBuffer.wrap(redis.run(USAGE, keys(limits), asked));
        List<LimitUsage> usage = new ArrayList<>(limits.size());
        limits.forEach(named -> usage.add(Gcra.usage(named.limit(), ahead.getLong())));
        return usage;
    }

    @Override
    public void reset(List<NamedLimit> limits) {
        byte[][] keys = keys(limits).toArray(byte[][]::new);
        redis.call("rate-limiter.reset", commands -> commands.del(keys));
    }

    private List<byte[]> keys(List<NamedLimit> limits) {
        List<byte[]> keys = new ArrayList<>(limits.size());
        limits.forEach(limit -> keys.add(redis.key(KIND, limit.name())));
        return keys;
    }

    private static long offset() {
        return TimeUnit.SECONDS.toMicros(Time.getOffset());
    }

    /** Room for so many; highest byte first, as the scripts read them. */
    private static ByteBuffer numbers(int count) {
        return ByteBuffer.allocate(count * Long.BYTES);
    }
}
