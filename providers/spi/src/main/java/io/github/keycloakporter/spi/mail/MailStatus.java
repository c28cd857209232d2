package io.github.keycloakporter.spi.mail;

import java.util.Locale;

/** The fate of a mail. */
public enum MailStatus {
    /** Waits for its first or next attempt. */
    QUEUED,
    /** A dispatcher holds it under a lease. */
    SENDING,
    /** A mail provider accepted it. Without webhooks this is the last word. */
    SENT,
    /** The recipient's server refused it for now; the mail provider goes on trying. */
    DEFERRED,
    /** The recipient's server accepted it. */
    DELIVERED,
    /** The recipient's server refused it for good. */
    BOUNCED,
    /** The recipient reported it as unwanted. */
    COMPLAINED,
    /** Not sent: the address is on the suppression list, ours or the mail provider's. */
    SUPPRESSED,
    /** Not sent: it waited too long, the account changed meanwhile, or a newer email took its place. */
    EXPIRED,
    /** Given up: every transport refused it, or the attempts are used up. */
    FAILED;

    /** Whether the dispatcher still has to do with it. */
    public boolean open() {
        return this == QUEUED || this == SENDING;
    }

    /** Whether the owner of the address will not see this mail. */
    public boolean undelivered() {
        return this == BOUNCED || this == SUPPRESSED || this == EXPIRED || this == FAILED;
    }

    /** Lower case, as metrics and representations show it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
