package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.LinkRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/**
 * The value of a link in Redis: when it expires (6 bytes, epoch milliseconds, big-endian; the scripts read it), then the
 * sealed payload. Realm and expiry are sealed along: neither can be changed, nor can a payload be moved to another realm.
 */
record StoredLink(long expiry, byte[] sealed) {

    static final int EXPIRY_BYTES = 6;

    static StoredLink of(
            RealmModel realm, LinkRequest request, LinkToken token, long expiry, DeflatedSkeletons skeletons) {
        byte[] payload = TextPacker.pack(
                List.of(request.purpose(), request.userId(), request.binding(), request.target()), skeletons);
        return new StoredLink(expiry, token.seal(payload, context(realm, expiry)));
    }

    static StoredLink read(byte[] value) {
        if (value.length < EXPIRY_BYTES) {
            return new StoredLink(0, value);
        }
        byte[] expiry = new byte[Long.BYTES];
        System.arraycopy(value, 0, expiry, Long.BYTES - EXPIRY_BYTES, EXPIRY_BYTES);
        return new StoredLink(ByteBuffer.wrap(expiry).getLong(), Arrays.copyOfRange(value, EXPIRY_BYTES, value.length));
    }

    byte[] write() {
        return ByteBuffer.allocate(EXPIRY_BYTES + sealed.length)
                .put(time(expiry))
                .put(sealed)
                .array();
    }

    /** Empty when the value is not what was stored for this token in this realm. */
    Optional<ActionLink> open(RealmModel realm, LinkToken token) {
        return token.open(sealed, context(realm, expiry)).map(payload -> {
            List<String> fields = TextUnpacker.unpack(payload);
            return new ActionLink(fields.get(1), fields.get(0), fields.get(3), fields.get(2));
        });
    }

    /** A time as the scripts read it. */
    static byte[] time(long epochMillis) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(epochMillis).array();
        return Arrays.copyOfRange(bytes, Long.BYTES - EXPIRY_BYTES, Long.BYTES);
    }

    private static byte[] context(RealmModel realm, long expiry) {
        byte[] id = realm.getId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(expiry)
                .put(id)
                .array();
    }

    @Override
    public String toString() {
        return "StoredLink[expiry=" + expiry + "]";
    }
}
