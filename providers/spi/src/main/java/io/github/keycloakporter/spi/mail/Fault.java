package io.github.keycloakporter.spi.mail;

import java.util.Objects;

/**
 * Whose fault it is that a mail was not accepted, and for how long.
 *
 * @param permanent whether trying again cannot help; false where the cause can pass
 */
public record Fault(Party party, boolean permanent) {

    /** The parties to a delivery. */
    public enum Party {
        /** The recipient's mailbox: it does not exist, is disabled or full. */
        MAILBOX,
        /** The recipient's domain or mail server: DNS, greylisting, policy. */
        RECIPIENT_SERVER,
        /** Our account with the mail provider, or our settings: log-in, sender, quota, reputation, DNS records. */
        ACCOUNT,
        /** This message: size or content. */
        MESSAGE,
        /** This connection: the mail server takes no more mail over it. */
        CONNECTION,
        /** The transport: the mail server or the mail provider's API is down, busy or out of reach. */
        TRANSPORT
    }

    public Fault {
        Objects.requireNonNull(party, "party");
    }

    public static Fault permanent(Party party) {
        return new Fault(party, true);
    }

    public static Fault temporary(Party party) {
        return new Fault(party, false);
    }
}
