package io.github.keycloakporter.email.unsubscribe;

import io.github.keycloakporter.spi.crypto.HmacSha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.keycloak.common.util.Base64Url;

/**
 * Names a user in a way that only the realm can have written: the user's id, then an HMAC-SHA256 over realm and user, in
 * base64url without padding. It never expires: a mail may be read, and be unwanted, years later.
 */
final class UnsubscribeToken {

    private static final int MAC_LENGTH = 32;
    private static final int MAX_LENGTH = 1024;

    private UnsubscribeToken() {}

    static String of(SecretKey key, String realmId, String userId) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        byte[] token = ByteBuffer.allocate(user.length + MAC_LENGTH)
                .put(user)
                .put(mac(key, realmId, user))
                .array();
        return Base64Url.encode(token);
    }

    /** The user's id; empty unless one of the realm's keys signed it. */
    static Optional<String> userId(Stream<SecretKey> keys, String realmId, String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= MAC_LENGTH) {
            return Optional.empty();
        }
        byte[] user = Arrays.copyOf(bytes, bytes.length - MAC_LENGTH);
        byte[] mac = Arrays.copyOfRange(bytes, bytes.length - MAC_LENGTH, bytes.length);
        return keys.anyMatch(key -> MessageDigest.isEqual(mac, mac(key, realmId, user)))
                ? Optional.of(new String(user, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static byte[] decoded(String token) {
        try {
            return token.length() > MAX_LENGTH
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The first line keeps it apart from everything else that the realm signs with the same key. */
    private static byte[] mac(SecretKey key, String realmId, byte[] user) {
        byte[] realm = ("porter unsubscribe\n" + realmId + "\n").getBytes(StandardCharsets.UTF_8);
        return HmacSha256.of(
                key.getEncoded(),
                ByteBuffer.allocate(realm.length + user.length)
                        .put(realm)
                        .put(user)
                        .array());
    }
}
