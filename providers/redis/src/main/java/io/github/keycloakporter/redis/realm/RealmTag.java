package io.github.keycloakporter.redis.realm;

import io.github.keycloakporter.redis.crypto.Digests;
import org.keycloak.models.RealmModel;

/**
 * The hash tag of a realm: <code>{</code>8 characters<code>}</code>. Redis Cluster puts all keys with the same tag into
 * one slot, so that a script may touch several of them; realms spread over the slots.
 */
public final class RealmTag {

    private static final int LENGTH = 8;

    private RealmTag() {}

    public static String of(RealmModel realm) {
        return "{" + Digests.sha256(realm.getId()).substring(0, LENGTH) + "}";
    }
}
