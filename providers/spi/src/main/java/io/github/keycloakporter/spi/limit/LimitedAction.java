package io.github.keycloakporter.spi.limit;

import static io.github.keycloakporter.spi.limit.Dimension.ADDRESS;
import static io.github.keycloakporter.spi.limit.Dimension.IP;
import static io.github.keycloakporter.spi.limit.Dimension.MAILBOX;
import static io.github.keycloakporter.spi.limit.Dimension.REALM;
import static io.github.keycloakporter.spi.limit.Dimension.SUBNET;
import static io.github.keycloakporter.spi.limit.Dimension.USER;
import static java.util.Map.entry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is limited, and how much of it is sane where nobody says otherwise. */
public enum LimitedAction {
    /**
     * An email that a user causes to prove an address: the first, a new one, another address. Beside these stands the
     * {@link MailCooldown}, an option of the required action.
     */
    VERIFY_EMAIL(entry(USER, "5/1h"), entry(ADDRESS, "5/1h"), entry(IP, "20/1h"), entry(SUBNET, "80/1h")),
    /** Another address typed into the waiting page. */
    CHANGE_ADDRESS(entry(USER, "5/1h")),
    /** A code typed. Ten wrong ones an hour stand, however many codes are sent (NIST SP 800-63B-4, 3.1.3.2). */
    CODE_TRY(entry(USER, "10/1h"), entry(IP, "30/1h"), entry(SUBNET, "120/1h")),
    /** A forgotten password: the request counts for its caller, the email for the account's address. */
    RESET_PASSWORD(entry(ADDRESS, "1/1m 5/1h"), entry(IP, "20/1h"), entry(SUBNET, "80/1h")),
    REGISTER(entry(IP, "5/1h"), entry(SUBNET, "20/1h")),
    /** The email to the owner of an address that somebody signed up with. */
    ACCOUNT_EXISTS(entry(ADDRESS, "1/1m 5/1h")),
    /** A link opened that was never made. */
    FAILED_LINK(entry(IP, "60/1h")),
    /** A reminder to prove the address, whoever sends it. */
    REMINDER(entry(USER, "1/1d")),
    /** A notice to the owner of an account, of each type on its own. */
    SECURITY_NOTICE(entry(USER, "1/1h")),
    /**
     * Any email that is not sent by an administrator: the realm's budget, see {@link MailBudget}, and what the spellings of one
     * mailbox that nobody has proven get together.
     */
    USER_MAIL(entry(MAILBOX, "20/1h"), entry(REALM, "1000/1h"));

    private final Map<Dimension, List<Rate>> defaults = new EnumMap<>(Dimension.class);

    @SafeVarargs
    LimitedAction(Map.Entry<Dimension, String>... rates) {
        for (Map.Entry<Dimension, String> rate : rates) {
            defaults.put(rate.getKey(), Rate.parse(rate.getValue()));
        }
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
