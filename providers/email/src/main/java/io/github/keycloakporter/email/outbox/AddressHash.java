package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.AddressSyntax;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keycloak.models.RealmModel;

/**
 * Names an address without holding it, the same for all its spellings: SHA-256 over realm and canonical address, so that two
 * realms never compare.
 */
final class AddressHash {

    private AddressHash() {}

    static String of(RealmModel realm, String address) {
        return sha256(realm.getId() + "\n" + AddressSyntax.canonical(address));
    }

    /** 64 hexadecimal digits. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
