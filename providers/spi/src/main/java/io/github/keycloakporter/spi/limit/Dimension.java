package io.github.keycloakporter.spi.limit;

import java.util.Locale;

/** What is counted: by whom, at whom or where something is done. */
public enum Dimension {
    /** An email address, whether an account has it or not; {@link io.github.keycloakporter.spi.address.AddressSyntax#canonical}. */
    ADDRESS,
    /** All addresses of a mailbox together; {@link io.github.keycloakporter.spi.address.AddressSyntax#mailbox}. */
    MAILBOX,
    USER,
    /** The caller's IPv4 address, or the /64 of its IPv6 address: that much belongs to one customer. */
    IP,
    /** The caller's neighbourhood: /24 in IPv4, /48 in IPv6. */
    SUBNET,
    /** Everybody together. */
    REALM;

    /** In lower case, as it stands in options, attributes and metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
