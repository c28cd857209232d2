package io.github.keycloakporter.redis.crypto;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): makes keys for several uses out of one secret, none of which tells about another. */
public final class Hkdf {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_LENGTH = 32;
    private static final int MAX_BLOCKS = 255;

    /** Set up anew for each key. To look for whoever has it in this Java runtime takes as long as the hash. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Hkdf::newMac);

    private Hkdf() {}

    /**
     * A key for one use.
     *
     * @param secret what the key is made of: random, not a password
     * @param label names the use; another label gives an unrelated key
     * @param length of the key in bytes; at most 8160
     */
    public static byte[] derive(byte[] secret, String label, int length) {
        return expand(extract(new byte[HASH_LENGTH], secret), label.getBytes(StandardCharsets.UTF_8), length);
    }

    /**
     * A key for one use, from a secret that is uniformly random and so needs no extraction (RFC 5869, 3.3).
     *
     * @param secret 32 random bytes
     * @param label names the use; another label gives an unrelated key
     * @param length of the key in bytes; at most 8160
     */
    public static byte[] expand(byte[] secret, String label, int length) {
        return expand(secret, label.getBytes(StandardCharsets.UTF_8), length);
    }

    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt, secret);
    }

    static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        int blocks = (length + HASH_LENGTH - 1) / HASH_LENGTH;
        if (length < 1 || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("HKDF cannot derive " + length + " bytes");
        }
        byte[] key = new byte[blocks * HASH_LENGTH];
        byte[] block = new byte[0];
        Mac mac = mac(pseudorandomKey);
        for (int i = 1; i <= blocks; i++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) i);
            block = mac.doFinal();
            System.arraycopy(block, 0, key, (i - 1) * HASH_LENGTH, HASH_LENGTH);
        }
        return Arrays.copyOf(key, length);
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        Mac mac = mac(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** For a caller that keeps it. */
    static Mac newMac(byte[] key) {
        return keyed(newMac(), key);
    }

    /** Until this thread asks for the next one. */
    private static Mac mac(byte[] key) {
        return keyed(MAC.get(), key);
    }

    private static Mac keyed(Mac mac, byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(HMAC + " takes keys of any length", e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, e);
        }
    }
}
