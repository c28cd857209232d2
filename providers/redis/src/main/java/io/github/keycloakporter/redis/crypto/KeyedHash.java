package io.github.keycloakporter.redis.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * HMAC-SHA256 of texts under a key derived from a realm's secret, cut to 128 bits (RFC 2104, section 5, allows that).
 *
 * <p>Without the realm's secret, which is in Keycloak's database and never in Redis, nobody can try candidates against it:
 * not the million codes, and not a list of addresses.
 */
public final class KeyedHash {

    private static final int LENGTH = 16;

    private final byte[] key;

    /**
     * @param secret see {@link io.github.keycloakporter.redis.realm.RealmSecrets}
     * @param label names the use: hashes of different labels cannot be compared
     */
    public KeyedHash(byte[] secret, String label) {
        this.key = Hkdf.derive(secret, label, 32);
    }

    /** 16 bytes. Each part counts by its own: ("ab", "c") and ("a", "bc") differ. */
    public byte[] of(String... parts) {
        byte[][] message = new byte[parts.length * 2][];
        for (int i = 0; i < parts.length; i++) {
            byte[] part = parts[i].getBytes(StandardCharsets.UTF_8);
            message[2 * i] =
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array();
            message[2 * i + 1] = part;
        }
        return Arrays.copyOf(Hkdf.hmac(key, message), LENGTH);
    }

    /** The hash as 22 characters of base64url. */
    public String text(String... parts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(parts));
    }
}
