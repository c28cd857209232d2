package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.connection.KeyKind;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.realm.RealmTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.keycloak.models.RealmModel;

/**
 * The names of a realm's keys, see the package. They are kept short, since each byte of a name counts once for every
 * waiting link: with the prefix {@code porter} none is longer than the block Redis takes for it (48 and twice 32 bytes).
 */
final class LinkKeys {

    /** 60 bits: a fate is a word on a page, and a record of 60 bits is keyed, so nobody can aim at another's. */
    private static final int SHORT = 10;

    private final byte[] linkStem;
    private final byte[] fateStem;
    private final byte[] recordStem;

    LinkKeys(RedisConnection redis, RealmModel realm) {
        String tag = RealmTag.of(realm);
        linkStem = redis.key(KeyKind.LINK.text(), tag);
        fateStem = redis.key(KeyKind.LINK_FATE.text(), tag);
        recordStem = redis.key(KeyKind.LINK_RECORD.text(), tag);
    }

    byte[] link(String id) {
        return key(linkStem, id);
    }

    byte[] fate(String id) {
        return key(fateStem, id.substring(0, SHORT));
    }

    byte[] record(String nameOfUser) {
        return key(recordStem, nameOfUser.substring(0, SHORT));
    }

    /** What the scripts put an id behind, to name another link of the realm. */
    byte[] linkStem() {
        return linkStem;
    }

    byte[] fateStem() {
        return fateStem;
    }

    private static byte[] key(byte[] stem, String id) {
        byte[] key = Arrays.copyOf(stem, stem.length + id.length());
        System.arraycopy(id.getBytes(StandardCharsets.US_ASCII), 0, key, stem.length, id.length());
        return key;
    }
}
