package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisScript;
import io.github.keycloakporter.redis.crypto.KeyedHash;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.redis.realm.RealmTag;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** Decides limits in one round trip to Redis, however many. See the package for what stands in Redis. */
final class RedisRateLimiterProvider implements RateLimiterProvider {

    private static final Logger LOG = Logger.getLogger(RedisRateLimiterProvider.class);

    private static final RedisScript<List<Object>> ACQUIRE =
            RedisScript.list(RedisRateLimiterProvider.class, "rate-limiter.acquire");
    private static final RedisScript<Long> GIVE_BACK =
            RedisScript.number(RedisRateLimiterProvider.class, "rate-limiter.give-back");

    private static final String KIND = "limit";
    private static final String LABEL = "porter rate-limiter name 1";

    private final RedisConnection redis;
    private final RealmSecrets secrets;
    private final LimitRules rules;

    RedisRateLimiterProvider(RedisConnection redis, RealmSecrets secrets, LimitRules rules) {
        this.redis = redis;
        this.secrets = secrets;
        this.rules = rules;
    }

    @Override
    public Decision acquire(RealmModel realm, List<Limit> limits) {
        return decide(realm, limits, 1);
    }

    @Override
    public Decision check(RealmModel realm, List<Limit> limits) {
        return decide(realm, limits, 0);
    }

    @Override
    public void giveBack(RealmModel realm, List<Limit> limits) {
        if (limits.isEmpty()) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>(List.of(number(offset())));
        limits.forEach(limit -> arguments.add(number(interval(limit))));
        redis.run(GIVE_BACK, keys(realm, limits), arguments.toArray(byte[][]::new));
    }

    @Override
    public LimitRules rules(RealmModel realm) {
        return rules.in(
                realm,
                (attribute, problem) -> LOG.warnf("Realm %s: attribute %s %s", realm.getName(), attribute, problem));
    }

    @Override
    public void close() {}

    private Decision decide(RealmModel realm, List<Limit> limits, int charge) {
        if (limits.isEmpty()) {
            return Decision.ALLOWED;
        }
        List<byte[]> arguments = new ArrayList<>(List.of(number(offset()), number(charge)));
        for (Limit limit : limits) {
            arguments.add(number(interval(limit)));
            arguments.add(number(limit.permits()));
        }
        List<Object> answer = redis.run(ACQUIRE, keys(realm, limits), arguments.toArray(byte[][]::new));
        long wait = (Long) answer.get(0);
        return wait == 0
                ? Decision.ALLOWED
                : Decision.denied(
                        Duration.of(wait, ChronoUnit.MICROS), limits.get(((Long) answer.get(1)).intValue() - 1));
    }

    private List<byte[]> keys(RealmModel realm, List<Limit> limits) {
        KeyedHash hash = new KeyedHash(secrets.of(realm).get(0), LABEL);
        String tag = RealmTag.of(realm);
        return limits.stream()
                .map(limit -> redis.key(
                        KIND,
                        tag
                                + hash.text(
                                        realm.getId(),
                                        limit.name(),
                                        limit.subject(),
                                        limit.period().toString())))
                .toList();
    }

    /** Microseconds until one permit is back; rounded up, so that no window gets more than it may. */
    private static long interval(Limit limit) {
        long period = limit.period().dividedBy(ChronoUnit.MICROS.getDuration());
        return (period + limit.permits() - 1) / limit.permits();
    }

    private static long offset() {
        return TimeUnit.SECONDS.toMicros(Time.getOffset());
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
