package io.github.keycloakporter.email.webhook.sendgrid;

import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** SendGrid's signed event webhook: ECDSA with SHA-256 over the timestamp's header and the raw body. */
final class SendGridSignature {

    static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    private final ReplayWindow window;

    SendGridSignature(ReplayWindow window) {
        this.window = window;
    }

    /** @throws WebhookRejection unless SendGrid signed this body recently */
    void verify(WebhookRequest request, String keys) throws WebhookRejection {
        String signature = request.header(SIGNATURE).orElseThrow(() -> new WebhookRejection(Reason.UNSIGNED));
        String timestamp = request.header(TIMESTAMP).orElseThrow(() -> new WebhookRejection(Reason.UNSIGNED));
        if (!fits(keys, request, signature, timestamp)) {
            throw new WebhookRejection(Reason.FORGED);
        }
        window.check(timestamp, request.receivedAt());
    }

    private static boolean fits(String keys, WebhookRequest request, String signature, String timestamp) {
        for (PublicKey key : SendGridVerificationKey.parseAll(keys)) {
            if (fits(key, request, signature, timestamp)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(PublicKey key, WebhookRequest request, String signature, String timestamp) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(timestamp.getBytes(StandardCharsets.UTF_8));
            verifier.update(request.body());
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // not base64 or not a signature at all
            return false;
        }
    }
}
