package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/**
 * The value of a link in Redis: when it expires (6 bytes, epoch milliseconds, big-endian; the scripts read it), then the
 * sealed payload. Realm and expiry are sealed along: neither can be changed, nor can a payload be moved to another realm.
 */
record StoredLink(long expiry, byte[] sealed) {

    static final int TIME_BYTES = 6;

    /** @param now when the link is issued, in milliseconds since 1970 */
    static StoredLink of(RealmModel realm, LinkRequest request, LinkToken token, long now) {
        long expiry = now + request.life().toMillis();
        LinkTarget target = request.target().living(now / 1000, expiry / 1000);
        ActionLink link = new ActionLink(request.userId(), request.purpose(), target, request.binding());
        return new StoredLink(expiry, token.seal(LinkPayload.pack(link), context(realm, expiry)));
    }

    static StoredLink read(byte[] value) {
        if (value.length < TIME_BYTES) {
            return new StoredLink(0, value);
        }
        byte[] expiry = new byte[Long.BYTES];
        System.arraycopy(value, 0, expiry, Long.BYTES - TIME_BYTES, TIME_BYTES);
        return new StoredLink(ByteBuffer.wrap(expiry).getLong(), Arrays.copyOfRange(value, TIME_BYTES, value.length));
    }

    byte[] write() {
        return ByteBuffer.allocate(TIME_BYTES + sealed.length)
                .put(time(expiry))
                .put(sealed)
                .array();
    }

    /** Empty when the value is not what was stored for this token in this realm. */
    Optional<ActionLink> open(RealmModel realm, LinkToken token) {
        return token.open(sealed, context(realm, expiry)).map(LinkPayload::unpack);
    }

    /** A time as the scripts read it. */
    static byte[] time(long epochMillis) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(epochMillis).array();
        return Arrays.copyOfRange(bytes, Long.BYTES - TIME_BYTES, Long.BYTES);
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
