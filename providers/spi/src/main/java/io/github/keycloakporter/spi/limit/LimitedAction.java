package io.github.keycloakporter.spi.limit;

import static io.github.keycloakporter.spi.limit.Dimension.ADDRESS;
import static io.github.keycloakporter.spi.limit.Dimension.IP;
import static io.github.keycloakporter.spi.limit.Dimension.REALM;
import static io.github.keycloakporter.spi.limit.Dimension.SUBNET;
import static io.github.keycloakporter.spi.limit.Dimension.USER;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is limited, and how much of it is sane where nobody says otherwise. */
public enum LimitedAction {
    /**
     * A mail that a user causes to prove an address: the first, a new one, another address. Beside these stands the
     * {@link MailCooldown}, an option of the required action.
     */
    VERIFY_EMAIL(USER, "5/1h", ADDRESS, "5/1h", IP, "20/1h"),
    /** Another address typed into the waiting page. */
    CHANGE_ADDRESS(USER, "5/1h"),
    /** A code typed. Ten wrong ones an hour stand, however many codes are sent (NIST SP 800-63B-4, 3.1.3.2). */
    CODE_TRY(USER, "10/1h", IP, "30/1h"),
    /** A forgotten password, by the address typed, known or not. */
    RESET_PASSWORD(ADDRESS, "1/1m 5/1h", IP, "20/1h"),
    REGISTER(IP, "5/1h", SUBNET, "20/1h"),
    /** A link opened that was never made. */
    FAILED_LINK(IP, "60/1h"),
    /** A reminder to prove the address, whoever sends it. */
    REMINDER(USER, "1/1d"),
    /** A notice to the owner of an account, of each type on its own. */
    SECURITY_NOTICE(USER, "1/1h"),
    /** Any mail that is not sent by an admin: the realm's budget. */
    USER_MAIL(REALM, "1000/1h");

    private final Map<Dimension, List<Rate>> defaults = new EnumMap<>(Dimension.class);

    LimitedAction(Dimension dimension, String rates) {
        defaults.put(dimension, Rate.parse(rates));
    }

    LimitedAction(Dimension dimension, String rates, Dimension second, String secondRates) {
        this(dimension, rates);
        defaults.put(second, Rate.parse(secondRates));
    }

    LimitedAction(
            Dimension dimension,
            String rates,
            Dimension second,
            String secondRates,
            Dimension third,
            String thirdRates) {
        this(dimension, rates, second, secondRates);
        defaults.put(third, Rate.parse(thirdRates));
    }

    /** In lower case with dashes, as it stands in options, attributes and metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The dimensions that can be limited, with their rates. */
    public Map<Dimension, List<Rate>> defaults() {
        return Collections.unmodifiableMap(defaults);
    }
}
