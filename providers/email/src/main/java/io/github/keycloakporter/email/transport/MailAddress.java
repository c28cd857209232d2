package io.github.keycloakporter.email.transport;

import io.github.keycloakporter.spi.address.AddressSyntax;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/**
 * An address as it goes over the wire: the domain in ASCII (IDNA), the local part as it is.
 *
 * @param international whether the local part needs SMTPUTF8 (RFC 6531)
 */
public record MailAddress(String text, boolean international) {

    /** Reads one address by Keycloak's own rules; empty for anything else than exactly one address. */
    public static Optional<MailAddress> parse(String address) {
        return AddressSyntax.ascii(address)
                .filter(text -> !HeaderText.hasControls(text))
                .map(text -> new MailAddress(text, !text.chars().allMatch(c -> c < 128)))
                .filter(parsed -> parsed.international || strict(parsed.text));
    }

    private static boolean strict(String text) {
        try {
            return new InternetAddress(text, true).getAddress().equals(text);
        } catch (AddressException e) {
            return false;
        }
    }

    /** Without the address: it must not get into a log. */
    @Override
    public String toString() {
        return "MailAddress[international=" + international + "]";
    }
}
