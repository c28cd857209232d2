package io.github.keycloakporter.email.webhook.sendgrid;

import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The verification key as SendGrid's console shows it: base64 of a DER SubjectPublicKeyInfo on P-256. */
public final class SendGridVerificationKey {

    private static final int P256_BITS = 256;

    private SendGridVerificationKey() {}

    /**
     * One key, or several while one replaces the other.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static List<PublicKey> parseAll(String keys) {
        List<PublicKey> all = WebhookDialect.keys(keys).stream()
                .map(SendGridVerificationKey::parse)
                .toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(problem());
        }
        return all;
    }

    private static PublicKey parse(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64.trim());
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == P256_BITS) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(problem(), e);
        }
        throw new IllegalArgumentException(problem());
    }

    private static String problem() {
        return "must be a public key of the curve P-256: base64 of DER, one line, as SendGrid shows it";
    }
}
