package io.github.keycloakporter.email.webhook.ses;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * A certificate that says it is SNS's: RSA of 2048 bits or more, in its days, named {@code sns.amazonaws.com} or the same
 * with a region or of another partition. That it is Amazon's indeed is what the pinned HTTPS address stands for.
 */
record SnsCertificate(X509Certificate certificate) {

    private static final Pattern NAME =
            Pattern.compile("sns\\.(?:[a-z0-9-]{1,32}\\.)?amazonaws\\.(?:com(?:\\.cn)?|eu)");
    private static final int MIN_RSA_BITS = 2048;

    static SnsCertificate parse(byte[] pem) throws WebhookRejection {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(new ByteArrayInputStream(pem)) instanceof X509Certificate certificate) {
                return new SnsCertificate(certificate);
            }
        } catch (CertificateException e) {
            throw new WebhookRejection(Reason.FORGED);
        }
        throw new WebhookRejection(Reason.FORGED);
    }

    PublicKey key(Instant now) throws WebhookRejection {
        try {
            certificate.checkValidity(Date.from(now));
            if (named()
                    && certificate.getPublicKey() instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
                return rsa;
            }
        } catch (CertificateException | InvalidNameException e) {
            throw new WebhookRejection(Reason.FORGED);
        }
        throw new WebhookRejection(Reason.FORGED);
    }

    private boolean named() throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(part -> part.getType().equalsIgnoreCase("CN"))
                        .anyMatch(part ->
                                NAME.matcher(String.valueOf(part.getValue())).matches());
    }
}
