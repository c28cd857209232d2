package io.github.keycloakporter.redis.realm;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The secrets of a realm that keyed hashes are made with. Used only through {@link io.github.keycloakporter.redis.crypto.KeyedHash}, which
 * derive another key for each use.
 */
@FunctionalInterface
public interface RealmSecrets {

    /**
     * The secret in use, then those it has replaced and that still count. Never empty.
     *
     * <p>Whoever writes takes the first; whoever looks for what was written before the keys were rotated tries all.
     */
    List<byte[]> of(RealmModel realm);

    /** The keys the realm signs its action tokens with: whoever holds one can forge the tokens anyway. */
    static RealmSecrets of(KeycloakSession session) {
        return realm -> {
            KeyWrapper active = session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512);
            Stream<KeyWrapper> older = session.keys()
                    .getKeysStream(realm, KeyUse.SIG, Algorithm.HS512)
                    .filter(key -> !key.getKid().equals(active.getKid()));
            return Stream.concat(Stream.of(active), older)
                    .map(key -> key.getSecretKey().getEncoded())
                    .toList();
        };
    }
}
