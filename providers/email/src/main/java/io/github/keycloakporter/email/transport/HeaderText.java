package io.github.keycloakporter.email.transport;

import java.util.regex.Pattern;

/** Text on its way into a mail header. Nothing that passes here can end a header line or begin another (RFC 5322, 2.2). */
public final class HeaderText {

    /** Controls, and what some reader may take for an end of line. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    /** Runs of blanks go too: folded, they would make lines of nothing else, which some take for the end of the headers. */
    private static final Pattern GAPS = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\s]+");

    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");

    private HeaderText() {}

    /** The text on one line: each run of control characters and blanks becomes one blank. */
    public static String oneLine(String text) {
        return GAPS.matcher(text).replaceAll(" ").strip();
    }

    public static boolean hasControls(String text) {
        return CONTROLS.matcher(text).find();
    }

    /** Whether a header can have that name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
