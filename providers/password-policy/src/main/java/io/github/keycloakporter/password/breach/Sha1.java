package io.github.keycloakporter.password.breach;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * The digest by which the corpus of Have I Been Pwned names a password; it protects nothing here.
 *
 * @param hex 40 upper-case digits
 */
public record Sha1(String hex) {

    static final int LENGTH = 40;

    private static final int PREFIX = 5;

    public static Sha1 of(String password) {
        byte[] digest = HashUtils.hash("SHA-1", password.getBytes(StandardCharsets.UTF_8));
        return new Sha1(HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT));
    }

    /** All that ever leaves this server. */
    String prefix() {
        return hex.substring(0, PREFIX);
    }

    String suffix() {
        return hex.substring(PREFIX);
    }

    /** Nothing: records are printed by mistake. */
    @Override
    public String toString() {
        return "Sha1";
    }
}
