package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.address.AddressSyntax;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
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
        return HexFormat.of().formatHex(HashUtils.hash(JavaAlgorithm.SHA256, text.getBytes(StandardCharsets.UTF_8)));
    }
}
