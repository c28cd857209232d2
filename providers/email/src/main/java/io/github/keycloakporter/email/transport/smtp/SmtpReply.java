package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.fault.StatusCodes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's reply.
 *
 * @param code RFC 5321, 4.2; 0 where there was none
 * @param text the whole reply; it may quote addresses and is only looked at
 */
record SmtpReply(int code, String text) {

    /**
     * Names of mails in replies to the end of DATA: Postfix, SendGrid, Mailgun and Postmark say "queued as X", Exim "id=X",
     * Amazon SES only "Ok X" with a long name. Anything else says nothing for sure.
     */
    private static final Pattern QUEUED =
            Pattern.compile("(?i)^250 (?:2\\.\\d+\\.\\d+ )?ok:? (?:queued as |id=)([A-Za-z0-9._@-]{4,200})\\s*$");

    private static final Pattern BARE =
            Pattern.compile("(?i)^250 (?:2\\.\\d+\\.\\d+ )?ok (?=\\S*\\d)([A-Za-z0-9._-]{16,200})\\s*$");

    static SmtpReply of(int code, String text) {
        return new SmtpReply(Math.max(code, 0), text == null ? "" : text);
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

    /** Whether the server wants a log-in, or TLS, before anything else (RFC 4954, 6). */
    boolean wantsLogin() {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    /** Whether the server hangs up after it (RFC 5321, 3.8). */
    boolean hangsUp() {
        return code == 421;
    }

    /** Numbers only, such as {@code smtp 451 4.7.1}. */
    String word() {
        return wantsLogin()
                ? "smtp auth " + code
                : "smtp " + code
                        + StatusCodes.enhanced(text).map(status -> " " + status).orElse("");
    }
}
