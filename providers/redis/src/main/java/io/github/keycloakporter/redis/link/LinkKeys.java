package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.realm.RealmTag;
import org.keycloak.models.RealmModel;

/**
 * The names of a realm's keys, see the package. They are kept short, since each byte of a name counts once for every
 * waiting link: with the prefix {@code porter} none is longer than the block Redis takes for it (48 and twice 32 bytes).
 */
record LinkKeys(RedisConnection redis, String tag) {

    private static final String LINK = "link";
    private static final String FATE = "lf";
    private static final String USER = "lu";

    /** 60 bits: a fate is a word on a page, and a record of 60 bits is keyed, so nobody can aim at another's. */
    private static final int SHORT = 10;

    LinkKeys(RedisConnection redis, RealmModel realm) {
        this(redis, RealmTag.of(realm));
    }

    byte[] link(String id) {
        return redis.key(LINK, tag + id);
    }

    byte[] fate(String id) {
        return redis.key(FATE, tag + id.substring(0, SHORT));
    }

    byte[] record(String nameOfUser) {
        return redis.key(USER, tag + nameOfUser.substring(0, SHORT));
    }

    /** What the scripts put an id behind, to name another link of the realm. */
    byte[] linkStem() {
        return redis.key(LINK, tag);
    }

    byte[] fateStem() {
        return redis.key(FATE, tag);
    }
}
