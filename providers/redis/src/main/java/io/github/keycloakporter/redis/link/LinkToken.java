package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.crypto.Hkdf;
import io.github.keycloakporter.spi.crypto.AesGcm;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.common.util.Base64Url;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * The secret in a mail. Redis knows its digest, which finds the link; the key that opens the link is derived from the
 * token itself, so that the store holds nothing that could open what it stores.
 */
final class LinkToken {

    static final int BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Part of the stored format: a payload of another format takes another label. */
    private static final String LABEL = "porter action-link payload 3";

    private static final int KEY_BYTES = 32;

    /** A nonce must never come twice under one key (NIST SP 800-38D, 8): here each key seals once, so any will do. */
    private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];

    private final byte[] secret;
    private final String id;

    private LinkToken(byte[] secret) {
        this.secret = secret;
        this.id = id(secret);
    }

    /** @param random of which the first {@link #BYTES} become the token */
    static LinkToken of(byte[] random) {
        return new LinkToken(Arrays.copyOf(random, BYTES));
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
        return Base64Url.encode(secret);
    }

    /** The name Redis knows the link by: 128 bits of SHA-256 of the token, as 22 characters of base64url. */
    String id() {
        return id;
    }

    /** @param context what else has to be the same when the payload is opened */
    byte[] seal(byte[] payload, byte[] context) {
        return AesGcm.seal(key(), NONCE, payload, context);
    }

    /** Empty when the payload was not sealed with this token in this context. */
    Optional<byte[]> open(byte[] sealed, byte[] context) {
        return AesGcm.open(key(), NONCE, sealed, context);
    }

    private SecretKeySpec key() {
        return new SecretKeySpec(Hkdf.expand(secret, LABEL, KEY_BYTES), "AES");
    }

    private static String id(byte[] secret) {
        byte[] hash = HashUtils.hash(JavaAlgorithm.SHA256, secret);
        return Base64Url.encode(Arrays.copyOf(hash, ID_BYTES));
    }
}
