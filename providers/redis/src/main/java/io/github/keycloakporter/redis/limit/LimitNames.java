package io.github.keycloakporter.redis.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakporter.redis.crypto.KeyedHash;
import io.github.keycloakporter.redis.realm.RealmTag;
import io.github.keycloakporter.spi.limit.Limit;
import java.util.Arrays;
import java.util.List;
import org.keycloak.models.RealmModel;

/**
 * Names the counts of limits: the realm's tag, and a keyed hash of what is limited, whom, and in which period.
 *
 * <p>A realm's key is derived once and used until the realm's secret is another: deriving it takes longer than all the rest.
 */
final class LimitNames {

    private static final String LABEL = "porter rate-limiter name 1";

    /** More realms than one server has: those over it cost time, nothing else. */
    private static final int REALMS = 10_000;

    private record RealmKey(byte[] secret, String tag, KeyedHash hash) {

        static RealmKey of(RealmModel realm, byte[] secret) {
            return new RealmKey(secret, RealmTag.of(realm), new KeyedHash(secret, LABEL));
        }
    }

    private final Cache<String, RealmKey> keys =
            Caffeine.newBuilder().maximumSize(REALMS).executor(Runnable::run).build();

    /** @param secret the realm's, see {@link io.github.keycloakporter.redis.realm.RealmSecrets} */
    List<NamedLimit> of(RealmModel realm, byte[] secret, List<Limit> limits) {
        RealmKey key = key(realm, secret);
        return limits.stream()
                .map(limit -> new NamedLimit(
                        key.tag()
                                + key.hash()
                                        .text(
                                                realm.getId(),
                                                limit.name(),
                                                limit.subject(),
                                                limit.period().toString()),
                        limit))
                .toList();
    }

    private RealmKey key(RealmModel realm, byte[] secret) {
        RealmKey known = keys.getIfPresent(realm.getId());
        if (known != null && Arrays.equals(known.secret(), secret)) {
            return known;
        }
        RealmKey fresh = RealmKey.of(realm, secret);
        keys.put(realm.getId(), fresh);
        return fresh;
    }
}
