package io.github.keycloakporter.redis.realm;

import java.util.List;
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

    /** The secret in use: for whoever only writes. */
    default byte[] active(RealmModel realm) {
        return of(realm).get(0);
    }

    /** The keys the realm signs its action tokens with: whoever holds one can forge the tokens anyway. */
    static RealmSecrets of(KeycloakSession session) {
        return new ActionTokenSecrets(session);
    }
}
