package io.github.keycloakporter.spi.mail;

import java.util.Locale;

/** What a mail is for. The tag stands in metrics, in categories of mail providers and in Feedback-ID. */
public enum MailKind {
    VERIFY_EMAIL,
    PASSWORD_RESET,
    EXECUTE_ACTIONS,
    UPDATE_EMAIL,
    IDENTITY_PROVIDER_LINK,
    INVITE,
    /** To the owner of an address with which somebody wanted to open an account. */
    ACCOUNT_EXISTS,
    REMINDER,
    SECURITY_NOTICE,
    OTHER;

    /** Lower case with dashes, such as {@code verify-email}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
