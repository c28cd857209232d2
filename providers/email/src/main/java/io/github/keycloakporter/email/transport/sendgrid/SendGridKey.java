package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.email.transport.RealmText;
import io.github.keycloakporter.spi.config.RealmWarnings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;

/**
 * The API key a realm sends with.
 *
 * @param account tells keys of realms apart where failures are counted; a few bits of a digest, empty for the server's key
 */
record SendGridKey(String value, String account) {

    static final String ATTRIBUTE = "porter.mail.sendgrid.api-key";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{vault\\.[^}]+}");

    /** The realm's own key or the server's. A realm whose own key cannot be used does not fall back to the server's. */
    static Optional<SendGridKey> of(
            KeycloakSession session, RealmModel realm, Optional<String> otherwise, RealmWarnings warnings) {
        Optional<String> own = RealmText.attribute(realm, ATTRIBUTE);
        if (own.isEmpty()) {
            return otherwise.map(key -> new SendGridKey(key, ""));
        }
        if (!isExpression(own.get())) {
            warnings.warn(
                    realm,
                    ATTRIBUTE,
                    "must be a ${vault.…} expression: every administrator of the realm and its"
                            + " export shows attributes; it is not used");
            return Optional.empty();
        }
        try (VaultStringSecret secret = session.vault().getStringSecret(own.get())) {
            Optional<String> key = secret.get().map(String::trim).filter(SendGridConfig::isKey);
            if (key.isEmpty()) {
                warnings.warn(realm, ATTRIBUTE, "names nothing usable in the vault");
            }
            return key.map(text -> new SendGridKey(text, ":" + digest(text)));
        }
    }

    static boolean isExpression(String text) {
        return EXPRESSION.matcher(text).matches();
    }

    private static String digest(String key) {
        byte[] hash = HashUtils.hash(JavaAlgorithm.SHA256, key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 4);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SendGridKey[account=" + account + "]";
    }
}
