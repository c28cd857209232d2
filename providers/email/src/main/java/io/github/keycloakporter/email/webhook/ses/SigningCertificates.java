package io.github.keycloakporter.email.webhook.ses;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import java.security.PublicKey;
import java.time.Instant;

/** The certificates that Amazon SNS signs with. */
interface SigningCertificates {

    /**
     * The key of the certificate at an address, if it is SNS's own and valid.
     *
     * @param url as the message names it: believed only if it points at SNS
     * @throws WebhookRejection as forged, or as unavailable where SNS cannot be asked now
     */
    PublicKey key(String url, Instant now) throws WebhookRejection;
}
