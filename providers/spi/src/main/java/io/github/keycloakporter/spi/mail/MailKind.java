package io.github.keycloakporter.spi.mail;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a mail is for. The tag stands in metrics, in categories of mail providers and in Feedback-ID. */
public enum MailKind {
    VERIFY_EMAIL(Duration.ofHours(24)),
    PASSWORD_RESET(Duration.ofHours(1)),
    EXECUTE_ACTIONS(Duration.ofHours(24)),
    UPDATE_EMAIL(Duration.ofHours(24)),
    IDENTITY_PROVIDER_LINK(Duration.ofHours(1)),
    INVITE(Duration.ofHours(72)),
    /** To the owner of an address with which somebody wanted to open an account. */
    ACCOUNT_EXISTS(Duration.ofHours(24)),
    REMINDER(Duration.ofHours(24)),
    SECURITY_NOTICE(Duration.ofHours(72)),
    OTHER(Duration.ofHours(24));

    private final Duration patience;

    MailKind(Duration patience) {
        this.patience = patience;
    }

    /** How long such an email may wait to be sent, if no option says otherwise; after that it is pointless. */
    public Duration patience() {
        return patience;
    }

    /** The kinds of emails whose links act on an account. */
    public static Set<MailKind> withLinks() {
        return EnumSet.of(
                VERIFY_EMAIL, PASSWORD_RESET, EXECUTE_ACTIONS, UPDATE_EMAIL, IDENTITY_PROVIDER_LINK, INVITE, REMINDER);
    }

    /** Lower case with dashes, such as {@code verify-email}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
