package io.github.keycloakporter.redis.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * HMAC-SHA256 of texts under a key derived from a secret, cut to 128 bits (RFC 2104, section 5, allows that).
 *
 * <p>Without the secret, which is in Keycloak's database and never in Redis, nobody can try candidates against it:
 * not the million codes, and not a list of addresses.
 */
public final class KeyedHash {

    private static final int LENGTH = 16;

    private final byte[] key;

    /** Never fed itself: a copy has the key's two blocks behind it already, which is half of the work for a short text. */
    private final Mac keyed;

    /**
     * @param secret of the realm ({@link io.github.keycloakporter.redis.realm.RealmSecrets}) or of the whole server
     * @param label names the use: hashes of different labels cannot be compared
     */
    public KeyedHash(byte[] secret, String label) {
        this.key = Hkdf.derive(secret, label, 32);
        this.keyed = Hkdf.newMac(key);
    }

    /** 16 bytes. Each part counts by its own: ("ab", "c") and ("a", "bc") differ. */
    public byte[] of(String... parts) {
        return Arrays.copyOf(key(parts), LENGTH);
    }

    /** 32 bytes, not cut: a key for these parts alone. */
    public byte[] key(String... parts) {
        return mac().doFinal(framed(parts));
    }

    /** Each part with its length before it. In one piece: to feed a MAC bit by bit takes longer than to hash that much. */
    private static byte[] framed(String... parts) {
        byte[][] bytes = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + bytes[i].length;
        }
        ByteBuffer framed = ByteBuffer.allocate(length);
        for (byte[] part : bytes) {
            framed.putInt(part.length).put(part);
        }
        return framed.array();
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            // a provider need not support it, and Java's own does
            return Hkdf.newMac(key);
        }
    }

    /** The hash as 22 characters of base64url. */
    public String text(String... parts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(parts));
    }
}
