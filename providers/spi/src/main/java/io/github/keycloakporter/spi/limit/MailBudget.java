package io.github.keycloakporter.spi.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.RealmModel;

/**
 * The emails a realm may cause, and who gets the last of them: one email a day of each account may use the whole budget, all
 * others together no more than {@link #SHARE_PERCENT} of it. So nobody who sends many emails to few accounts can take the first
 * email of others.
 *
 * <p>It goes by the account, not by the address: what an account got says nothing of who else has its address.
 */
public record MailBudget(RateLimiterProvider limiter, RealmModel realm) {

    static final int SHARE_PERCENT = 80;

    private static final Duration DAY = Duration.ofDays(1);
    private static final String FIRST = LimitRules.name(LimitedAction.USER_MAIL, Dimension.USER);
    private static final String SHARED = "more than one a day";

    /** @param limits what was charged; empty where nothing was */
    public record Charge(Decision decision, List<Limit> limits) {}

    /** Charges an email: its own limits and the budget, all or none. */
    public Charge take(List<Limit> limits, LimitSubjects whom) {
        Charge charge = acquire(with(limits, whom));
        // a parallel request was the first one of the day
        return charge.decision().deniedBy().filter(MailBudget::isFirst).isPresent()
                ? acquire(with(limits, whom))
                : charge;
    }

    /** What {@link #take} would decide now. Charges nothing. */
    public Decision check(List<Limit> limits, LimitSubjects whom) {
        return limiter.check(realm, with(limits, whom));
    }

    private Charge acquire(List<Limit> limits) {
        Decision decision = limiter.acquire(realm, limits);
        return new Charge(decision, decision.allowed() ? limits : List.of());
    }

    private List<Limit> with(List<Limit> limits, LimitSubjects whom) {
        List<Limit> budget = limiter.rules(realm).limits(LimitedAction.USER_MAIL, Dimension.REALM, whom);
        if (budget.isEmpty()) {
            return limits;
        }
        List<Limit> first = first(whom);
        boolean isFirst = !first.isEmpty() && limiter.check(realm, first).allowed();
        List<Limit> all = new ArrayList<>(limits);
        all.addAll(budget);
        all.addAll(isFirst ? first : budget.stream().map(MailBudget::share).toList());
        return all;
    }

    /** The one email a day that an account gets of the whole budget; empty where no account is known. */
    public static List<Limit> first(LimitSubjects whom) {
        return whom.get(Dimension.USER).stream()
                .map(user -> new Limit(FIRST, user, 1, DAY))
                .toList();
    }

    /** A count of its own beside the whole budget, for the subject differs. */
    private static Limit share(Limit budget) {
        int permits = Math.max(1, (int) (budget.permits() * (long) SHARE_PERCENT / 100));
        return new Limit(budget.name(), SHARED, permits, budget.period());
    }

    private static boolean isFirst(Limit limit) {
        return limit.name().equals(FIRST);
    }
}
