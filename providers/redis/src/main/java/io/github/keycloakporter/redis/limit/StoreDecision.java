package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitUsage;
import io.github.keycloakporter.spi.limit.LimitedAction;
import java.util.List;
import java.util.Locale;

/**
 * What a store decided.
 *
 * @param budget how much is used now of the realm's budget, where it was among the limits: one for each of its rates
 */
record StoreDecision(Decision decision, List<LimitUsage> budget, Place place) {

    private static final String BUDGET = LimitRules.name(LimitedAction.USER_MAIL, Dimension.REALM);

    /** Where it was counted. */
    enum Place {
        REDIS,
        LOCAL;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is the number of mails a realm may send: what an operator has to hear of before it is used up. */
    static boolean isBudget(Limit limit) {
        return limit.name().equals(BUDGET);
    }
}
