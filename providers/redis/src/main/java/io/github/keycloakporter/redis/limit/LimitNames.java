package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.redis.crypto.KeyedHash;
import io.github.keycloakporter.redis.crypto.KeyedHashes;
import io.github.keycloakporter.redis.realm.RealmTag;
import io.github.keycloakporter.spi.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.RealmModel;

/** Names the counts of limits: the realm's tag, and a keyed hash of what is limited, whom, and in which period. */
final class LimitNames {

    private static final String LABEL = "porter rate-limiter name 1";

    private final KeyedHashes hashes = new KeyedHashes(LABEL);

    /** @param secret the realm's, see {@link io.github.keycloakporter.redis.realm.RealmSecrets} */
    List<NamedLimit> of(RealmModel realm, byte[] secret, List<Limit> limits) {
        KeyedHash hash = hashes.of(secret);
        String tag = RealmTag.of(realm);
        List<NamedLimit> named = new ArrayList<>(limits.size());
        for (Limit limit : limits) {
            String period = limit.period().toString();
            named.add(new NamedLimit(tag + hash.text(realm.getId(), limit.name(), limit.subject(), period), limit));
        }
        return named;
    }
}
