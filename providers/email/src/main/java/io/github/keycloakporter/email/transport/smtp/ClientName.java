package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.email.transport.RealmText;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * The name we give in EHLO. It has to be a full host name or an address literal (RFC 5321, 4.1.4); large relays refuse
 * {@code localhost} and the bare names of containers, which is what Java finds there.
 *
 * @param option the server's option, which comes after the realm's attribute
 * @param hostname Keycloak's {@code hostname} option: a host or a whole URL
 */
record ClientName(Optional<String> option, Optional<String> hostname) {

    static final String ATTRIBUTE = "porter.mail.smtp.ehlo";
    static final String PROBLEM =
            "must be a full host name such as mail.example.com, or an address such as [192.0.2.25]";

    /** At least two labels, the last one not a number: an IP address without brackets is no name. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final Pattern LITERAL =
            Pattern.compile("\\[(?:\\d{1,3}(?:\\.\\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]{2,45})]");

    static boolean isName(String text) {
        return NAME.matcher(text).matches() || LITERAL.matcher(text).matches();
    }

    /** Empty where nothing better than Java's own choice is known. */
    Optional<String> of(RealmModel realm, SenderIdentity sender, RealmWarnings warnings) {
        return attribute(realm, warnings)
                .or(() -> option)
                .or(() -> Stream.concat(RealmText.attribute(realm, "frontendUrl").stream(), hostname.stream())
                        .flatMap(url -> host(url).stream())
                        .findFirst())
                .or(() -> MailAddress.parse(sender.address())
                        .map(from -> from.text().substring(from.text().lastIndexOf('@') + 1))
                        .filter(ClientName::isName));
    }

    private static Optional<String> attribute(RealmModel realm, RealmWarnings warnings) {
        Optional<String> own = RealmText.attribute(realm, ATTRIBUTE);
        if (own.isPresent() && !isName(own.get())) {
            warnings.warn(realm, ATTRIBUTE, PROBLEM + "; it is ignored");
            return Optional.empty();
        }
        return own;
    }

    private static Optional<String> host(String hostname) {
        try {
            String host = hostname.contains("://") ? URI.create(hostname).getHost() : hostname;
            return Optional.ofNullable(host).map(IDN::toASCII).filter(ClientName::isName);
        } catch (IllegalArgumentException e) {
            // Keycloak complains of it itself
            return Optional.empty();
        }
    }
}
