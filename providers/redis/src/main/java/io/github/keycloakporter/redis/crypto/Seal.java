package io.github.keycloakporter.redis.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption (AES-256-GCM) under a key derived (HKDF-SHA256, RFC 5869) from a secret only the caller has.
 *
 * <p>As strong as the secret is hard to guess. A sealed text is 28 bytes longer than the plain one: a random nonce of 12
 * bytes in front (NIST SP 800-38D 8.2.2), the tag of 16 behind.
 */
public final class Seal {

    private static final byte[] NO_CONTEXT = {};
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private Seal(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * @param secret what the key is derived from; never stored beside the sealed text
     * @param purpose what is sealed: two purposes give two unrelated keys
     */
    public static Seal of(String secret, String purpose) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec("porter".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] extracted = hmac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            hmac.init(new SecretKeySpec(extracted, "HmacSHA256"));
            hmac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return new Seal(new SecretKeySpec(hmac.doFinal(new byte[] {1}), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }

    public byte[] seal(byte[] plain) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = AesGcm.seal(key, nonce, plain, NO_CONTEXT);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** The plain text; empty when it was not sealed with this key or was changed since. */
    public Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < AesGcm.NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, AesGcm.NONCE_BYTES);
        return AesGcm.open(key, nonce, Arrays.copyOfRange(sealed, nonce.length, sealed.length), NO_CONTEXT);
    }
}
