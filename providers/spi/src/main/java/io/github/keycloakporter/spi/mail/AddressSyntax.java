package io.github.keycloakporter.spi.mail;

import java.net.IDN;
import java.util.Optional;
import org.keycloak.utils.EmailValidationUtil;

/** What can be an e-mail address at all: Keycloak's own rules, and the length that mail servers take. */
public final class AddressSyntax {

    /** RFC 5321, 4.5.3.1.3: a path of 256 octets, two of which are its brackets. */
    private static final int MAX_LENGTH = 254;

    private AddressSyntax() {}

    /**
     * The address as mail servers take it, with its domain in ASCII (IDNA, RFC 5890) and the local part as it is; empty for
     * anything else than one address.
     */
    public static Optional<String> ascii(String address) {
        if (address == null || isTooLong(address) || !EmailValidationUtil.isValidEmail(address)) {
            return Optional.empty();
        }
        int domain = address.lastIndexOf('@') + 1;
        return Optional.of(address.substring(0, domain) + IDN.toASCII(address.substring(domain)))
                .filter(ascii -> !isTooLong(ascii));
    }

    /**
     * Whether no mail server would take it. To be asked before Keycloak's rules are: {@code java.net.IDN} of newer JDKs throws
     * at a very long domain what Keycloak does not catch.
     */
    public static boolean isTooLong(String address) {
        return address.length() > MAX_LENGTH;
    }
}
