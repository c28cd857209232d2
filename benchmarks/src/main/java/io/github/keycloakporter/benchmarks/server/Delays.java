package io.github.keycloakporter.benchmarks.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the mail server takes for a mail stands in its address: so slow and fast mails of one measurement can alternate,
 * and whatever else the machine does falls on both.
 */
final class Delays {

    private static final Pattern ADDRESS = Pattern.compile("d(\\d{1,5})\\..*");

    private Delays() {}

    /** What an address begins with whose mails take that long. */
    static String prefix(int millis) {
        return "d" + millis + ".";
    }

    /** Milliseconds; 0 for an address that asks for nothing. */
    static long of(String address) {
        Matcher delay = ADDRESS.matcher(address);
        return delay.matches() ? Long.parseLong(delay.group(1)) : 0;
    }
}
