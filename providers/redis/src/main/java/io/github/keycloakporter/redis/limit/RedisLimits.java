package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisScript;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.LimitUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;

/** Limits in Redis, for all nodes: one round trip, however many. See the package for what stands there. */
record RedisLimits(RedisConnection redis) implements LimitStore {

    private static final RedisScript<List<Object>> ACQUIRE =
            RedisScript.list(RedisLimits.class, "rate-limiter.acquire");
    private static final RedisScript<Long> GIVE_BACK = RedisScript.number(RedisLimits.class, "rate-limiter.give-back");
    private static final RedisScript<List<Object>> USAGE = RedisScript.list(RedisLimits.class, "rate-limiter.usage");

    private static final String KIND = "limit";

    /** What comes before the budget in the script's answer. */
    private static final int WAIT_AND_WHOM = 2;

    @Override
    public Verdict decide(List<NamedLimit> limits, boolean charge) {
        int budget = 0;
        while (budget < limits.size() && !Verdict.isBudget(limits.get(budget).limit())) {
            budget++;
        }
        byte[][] arguments = new byte[3 + 2 * limits.size()][];
        int at = 0;
        arguments[at++] = number(offset());
        arguments[at++] = number(charge ? 1 : 0);
        arguments[at++] = number(budget + 1);
        for (NamedLimit named : limits) {
            arguments[at++] = number(named.step());
            arguments[at++] = number(named.burst());
        }
        List<Object> answer = redis.run(ACQUIRE, keys(limits), arguments);
        return new Verdict(decision(limits, answer), budget(limits, budget, answer), Verdict.Place.REDIS);
    }

    private static Decision decision(List<NamedLimit> limits, List<Object> answer) {
        long wait = (Long) answer.get(0);
        return wait == 0
                ? Decision.ALLOWED
                : Decision.denied(
                        Gcra.micros(wait),
                        limits.get(((Long) answer.get(1)).intValue() - 1).limit());
    }

    /** The script tells of every limit from the first of the budget on. */
    private static List<LimitUsage> budget(List<NamedLimit> limits, int first, List<Object> answer) {
        List<LimitUsage> budget = new ArrayList<>(limits.size() - first);
        for (int i = first; i < limits.size(); i++) {
            if (Verdict.isBudget(limits.get(i).limit())) {
                budget.add(Gcra.usage(limits.get(i).limit(), (Long) answer.get(WAIT_AND_WHOM + i - first)));
            }
        }
        return budget;
    }

    @Override
    public void giveBack(List<NamedLimit> limits) {
        byte[][] arguments = new byte[1 + limits.size()][];
        arguments[0] = number(offset());
        for (int i = 0; i < limits.size(); i++) {
            arguments[1 + i] = number(limits.get(i).step());
        }
        redis.run(GIVE_BACK, keys(limits), arguments);
    }

    @Override
    public List<LimitUsage> usage(List<NamedLimit> limits) {
        List<Object> ahead = redis.run(USAGE, keys(limits), number(offset()));
        List<LimitUsage> usage = new ArrayList<>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            usage.add(Gcra.usage(limits.get(i).limit(), (Long) ahead.get(i)));
        }
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

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
