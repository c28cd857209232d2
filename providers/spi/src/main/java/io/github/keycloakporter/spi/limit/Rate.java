package io.github.keycloakporter.spi.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * So many at once, and as many again within a period; written {@code 5/1h}.
 *
 * @param permits 1 or more
 * @param period the time in which that many permits come back; at least a millisecond a permit
 */
public record Rate(int permits, Duration period) {

    /** In place of rates: no limit. */
    public static final String OFF = "off";

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,6})?([smhd])");

    public Rate {
        if (permits < 1) {
            throw new IllegalArgumentException("A rate needs 1 permit or more, not " + permits);
        }
        if (period.toMillis() < permits) {
            throw new IllegalArgumentException("A rate's period must be at least 1 ms a permit, not " + period);
        }
    }

    /**
     * Reads {@code 1/1m 5/1h}, which is once a minute and five times an hour, or {@code off}, which is the empty list.
     *
     * @throws IllegalArgumentException with what would be right
     */
    public static List<Rate> parse(String text) {
        String rates = text.trim();
        if (rates.equalsIgnoreCase(OFF)) {
            return List.of();
        }
        return Arrays.stream(rates.split("[\\s,]+")).map(Rate::one).toList();
    }

    /** The opposite of {@link #parse}. */
    public static String text(List<Rate> rates) {
        return rates.isEmpty() ? OFF : rates.stream().map(Rate::toString).collect(Collectors.joining(" "));
    }

    private static Rate one(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be rates such as '5/1h' or '1/1m 5/1h' (units s, m, h, d), or 'off', not '" + text + "'");
        }
        long amount = matcher.group(2) == null ? 1 : Long.parseLong(matcher.group(2));
        Duration period =
                switch (matcher.group(3)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        return new Rate(Integer.parseInt(matcher.group(1)), period);
    }

    @Override
    public String toString() {
        long seconds = period.toSeconds();
        if (seconds % 86_400 == 0) {
            return permits + "/" + seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return permits + "/" + seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? permits + "/" + seconds / 60 + "m" : permits + "/" + seconds + "s";
    }
}
