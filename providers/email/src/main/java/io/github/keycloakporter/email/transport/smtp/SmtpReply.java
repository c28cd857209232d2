package io.github.keycloakporter.email.transport.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's reply: code (RFC 5321, 4.2) and, where it gives one, the enhanced code (RFC 3463).
 *
 * @param code 0 where there was none
 */
record SmtpReply(int code, Optional<String> enhanced) {

    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s|$)");

    /**
     * Names of mails in replies to the end of DATA: Postfix, SendGrid, Mailgun and Postmark say "queued as X", Exim "id=X",
     * Amazon SES only "Ok X" with a long name. Anything else says nothing for sure.
     */
    private static final Pattern QUEUED =
            Pattern.compile("(?i)^250 (?:2\\.\\d+\\.\\d+ )?ok:? (?:queued as |id=)([A-Za-z0-9._@-]{4,200})\\s*$");

    private static final Pattern BARE =
            Pattern.compile("(?i)^250 (?:2\\.\\d+\\.\\d+ )?ok (?=\\S*\\d)([A-Za-z0-9._-]{16,200})\\s*$");

    static SmtpReply of(int code, String text) {
        Matcher matcher = ENHANCED.matcher(text == null ? "" : text);
        return new SmtpReply(Math.max(code, 0), matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty());
    }

    /** The server's own name for the mail it took. */
    static Optional<String> providerMessageId(String text) {
        if (text == null) {
            return Optional.empty();
        }
        for (Pattern pattern : new Pattern[] {QUEUED, BARE}) {
            Matcher matcher = pattern.matcher(text.strip());
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    boolean permanent() {
        return code >= 500 && code <= 599;
    }

    /** Whether the server wants a log-in, or TLS, before anything else: settings to mend, no fault of the mail. */
    boolean wantsLogin() {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    /** Whether a refusal of RCPT is about the address there. 5.1.7 and 5.1.8 speak of the sender's. */
    boolean aboutRecipient() {
        return enhanced.map(text -> text.startsWith("5.1.") && !text.equals("5.1.7") && !text.equals("5.1.8"))
                .orElse(code == 550 || code == 551 || code == 553);
    }

    /** Numbers only, such as {@code smtp 451 4.7.1}. */
    String word() {
        return "smtp " + code + enhanced.map(text -> " " + text).orElse("");
    }
}
