package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.crypto.Hkdf;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret in a mail. Redis knows its digest, which finds the link; the key that opens the link is derived from the
 * token itself, so that the store holds nothing that could open what it stores.
 */
final class LinkToken {

    private static final int BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Part of the stored format: a payload of another format takes another label. */
    private static final String LABEL = "porter action-link payload 1";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] secret;

    private LinkToken(byte[] secret) {
        this.secret = secret;
    }

    static LinkToken random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new LinkToken(secret);
    }

    /** Empty for anything that is not, to the letter, the {@link #text} of a token. */
    static Optional<LinkToken> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        LinkToken token = new LinkToken(Base64.getUrlDecoder().decode(text));
        // several last characters decode to the same bytes
        return token.text().equals(text) ? Optional.of(token) : Optional.empty();
    }

    /** 43 characters of base64url. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The name Redis knows the link by: 128 bits of SHA-256 of the token, as 22 characters of base64url. */
    String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** @param context what else has to be the same when the payload is opened */
    byte[] seal(byte[] payload, byte[] context) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, context).doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-256-GCM", e);
        }
    }

    /** Empty when the payload was not sealed with this token in this context. */
    Optional<byte[]> open(byte[] sealed, byte[] context) {
        if (sealed.length < TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, context).doFinal(sealed));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-256-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] context) throws GeneralSecurityException {
        byte[] derived = Hkdf.derive(secret, LABEL, KEY_BYTES + NONCE_BYTES);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        // a nonce must never come twice under one key: here each key seals once
        byte[] nonce = Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + NONCE_BYTES);
        cipher.init(mode, new SecretKeySpec(derived, 0, KEY_BYTES, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
