package io.github.keycloakporter.redis.crypto;

import io.github.keycloakporter.spi.crypto.AesGcm;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption (AES-256-GCM). A sealed text is 28 bytes longer than the plain one: a random nonce of 12 bytes in
 * front (NIST SP 800-38D 8.2.2), the tag of 16 behind.
 */
public final class Seal {

    private static final byte[] NO_CONTEXT = {};
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** @param key 32 bytes, see {@link KeyedHash#key}; never stored beside the sealed text */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
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
