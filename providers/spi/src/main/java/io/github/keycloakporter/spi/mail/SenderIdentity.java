package io.github.keycloakporter.spi.mail;

import java.util.Map;
import java.util.Optional;

/**
 * Who a realm's mails come from: the realm's own e-mail settings, whatever transport carries the mail.
 *
 * @param address the From address as configured
 * @param envelopeFrom where bounces go by SMTP, if elsewhere
 */
public record SenderIdentity(
        String address,
        Optional<String> displayName,
        Optional<String> replyTo,
        Optional<String> replyToDisplayName,
        Optional<String> envelopeFrom) {

    /** Reads the settings under Keycloak's names; empty while the realm has no From address. */
    public static Optional<SenderIdentity> of(Map<String, String> smtpConfig) {
        return text(smtpConfig, "from")
                .map(from -> new SenderIdentity(
                        from,
                        text(smtpConfig, "fromDisplayName"),
                        text(smtpConfig, "replyTo"),
                        text(smtpConfig, "replyToDisplayName"),
                        text(smtpConfig, "envelopeFrom")));
    }

    /** The domain of the From address. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Optional<String> text(Map<String, String> config, String key) {
        return Optional.ofNullable(config.get(key)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
