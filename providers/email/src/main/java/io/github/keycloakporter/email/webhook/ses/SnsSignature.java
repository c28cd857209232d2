package io.github.keycloakporter.email.webhook.ses;

import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/** Believes messages of one topic, signed by SNS. What costs nothing is checked before anything is fetched. */
final class SnsSignature {

    private final ReplayWindow window;
    private final boolean sha1;
    private final SigningCertificates certificates;

    /** @param sha1 whether SignatureVersion 1 is taken, too */
    SnsSignature(ReplayWindow window, boolean sha1, SigningCertificates certificates) {
        this.window = window;
        this.sha1 = sha1;
        this.certificates = certificates;
    }

    /** Comes back if and only if SNS signed the message lately, for the topic. */
    void verify(SnsMessage message, String topic, Instant now) throws WebhookRejection {
        String signature = message.text("Signature").orElseThrow(() -> new WebhookRejection(Reason.UNSIGNED));
        String certificate = message.text("SigningCertURL").orElseThrow(() -> new WebhookRejection(Reason.UNSIGNED));
        String algorithm = algorithm(message);
        if (!topic.equals(message.required("TopicArn"))) {
            throw new WebhookRejection(Reason.WRONG_TOPIC);
        }
        window.check(signedAt(message), now);
        byte[] signed = message.signed();
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificates.key(certificate, now));
            verifier.update(signed);
            if (verifier.verify(Base64.getDecoder().decode(signature))) {
                return;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // not base64 or not a signature at all
            throw new WebhookRejection(Reason.FORGED);
        }
        throw new WebhookRejection(Reason.FORGED);
    }

    private String algorithm(SnsMessage message) throws WebhookRejection {
        String version = message.text("SignatureVersion").orElse("");
        if (version.equals("2")) {
            return "SHA256withRSA";
        }
        if (version.equals("1") && sha1) {
            return "SHA1withRSA";
        }
        throw new WebhookRejection(Reason.FORGED);
    }

    private static Instant signedAt(SnsMessage message) throws WebhookRejection {
        try {
            return Instant.parse(message.required("Timestamp"));
        } catch (DateTimeParseException e) {
            throw new WebhookRejection(Reason.STALE);
        }
    }
}
