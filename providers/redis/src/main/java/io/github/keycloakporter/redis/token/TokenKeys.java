package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.crypto.KeyedHash;
import io.github.keycloakporter.redis.crypto.Seal;

/**
 * Hides the entries of the token stores: names them and seals their notes, both under keys derived from the
 * {@link StoreSecret}. A caller's key can often be guessed (the user code of a device has 26^8 values,
 * {@code verify-email-cooldown-<user id>} has no secret part at all); without the secret, nobody can try guesses against a dump.
 *
 * <p>Each entry has a sealing key of its own, so that random nonces never come near their bound (NIST SP 800-38D, 8.3).
 */
final class TokenKeys {

    /** Part of the stored format: another format takes other labels. */
    private static final String NAME_LABEL = "porter token name 1";

    private static final String SEAL_LABEL = "porter token notes 2";

    private final KeyedHash names;
    private final KeyedHash seals;

    /** @param secret random, at least 32 bytes */
    TokenKeys(byte[] secret) {
        this.names = new KeyedHash(secret, NAME_LABEL);
        this.seals = new KeyedHash(secret, SEAL_LABEL);
    }

    /** What Redis knows the caller's key by: 22 characters of base64url. */
    String name(String kind, String key) {
        return names.text(kind, key);
    }

    /** What seals the notes of that entry. */
    Seal seal(String kind, String key) {
        return new Seal(seals.key(kind, key));
    }
}
