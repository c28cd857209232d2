package io.github.keycloakporter.email.fault;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Enhanced mail system status codes (RFC 3463) and basic reply codes (RFC 5321, 4.2) in the texts of mail servers. */
public final class StatusCodes {

    /** At the beginning, maybe after the basic code: elsewhere three numbers may be part of an IP address. */
    private static final Pattern LEADING =
            Pattern.compile("^\\s*(?:smtp;\\s*)?(?:[245]\\d\\d[ -])?\\s*([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\.?\\d)");

    /** As qmail and its relatives write it: {@code 550 sorry, no mailbox here by that name. (#5.1.1)}. */
    private static final Pattern MARKED = Pattern.compile("#([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\.?\\d)");

    private static final Pattern BASIC = Pattern.compile("^\\s*(?:smtp;\\s*)?([245]\\d\\d)(?:[ -]|$)");

    private StatusCodes() {}

    /** The enhanced code that a text begins with, or that it marks with {@code #}. */
    public static Optional<String> enhanced(String text) {
        return first(LEADING, text).or(() -> first(MARKED, text));
    }

    /** The basic code that a text begins with; 0 where it begins with none. */
    public static int basic(String text) {
        return first(BASIC, text).map(Integer::parseInt).orElse(0);
    }

    /** The enhanced code that says most: {@code x.0.0} says nothing, {@code x.7.0} less than {@code x.7.1}. Of equals the first. */
    public static Optional<String> mostSpecific(Stream<String> codes) {
        // Stream.max would take the last of equals
        return codes.min(Comparator.comparing(code -> -specificity(code)));
    }

    private static int specificity(String code) {
        if (code.endsWith(".0.0")) {
            return 0;
        }
        return code.endsWith(".0") ? 1 : 2;
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
