package io.github.keycloakporter.redis.realm;

import java.util.HexFormat;
import org.keycloak.models.RealmModel;

/**
 * The hash tag of a realm: <code>{</code>8 characters<code>}</code>. Redis Cluster puts all keys with the same tag into
 * one slot, so that a script may touch several of them; realms spread over the slots. Where two realms meet in one tag they
 * share a slot and nothing else: the names behind it are hashes that differ.
 */
public final class RealmTag {

    private RealmTag() {}

    public static String of(RealmModel realm) {
        return "{" + HexFormat.of().toHexDigits(realm.getId().hashCode()) + "}";
    }
}
