package io.github.keycloakporter.email.webhook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Enhanced mail system status codes (RFC 3463), the only part of a refusal that is kept: the text holds addresses. */
final class EnhancedStatus {

    private static final Pattern LEADING =
            Pattern.compile("^\\s*(?:smtp;\\s*)?(?:[245]\\d\\d[ -])?\\s*([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\.?\\d)");

    /**
     * What says nothing bad about the address: everything temporary; mailbox full and too long (5.2.2–5.2.4); the
     * sender's address (5.1.7, 5.1.8); the mail system (5.3), loops and time-outs on the way (5.4.5–5.4.7, 5.4.14), the
     * content (5.6) and policy or reputation (5.7).
     */
    private static final Pattern NOT_THE_ADDRESS =
            Pattern.compile("4\\..*|5\\.1\\.[78]|5\\.2\\.[234]|5\\.[367]\\..*|5\\.4\\.(?:5|6|7|14)");

    private EnhancedStatus() {}

    /** The code a text begins with, maybe after the three digits of SMTP: {@code 550 5.1.1 no such user} holds 5.1.1. */
    static Optional<String> leading(String text) {
        Matcher matcher = LEADING.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether the next mail to the address may pass. */
    static boolean soft(String code) {
        return NOT_THE_ADDRESS.matcher(code).matches();
    }
}
