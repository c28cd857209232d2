package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitUsage;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.MailBudget;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The limits of the gate that its pages tell: by user and by caller, not per browser, so that a new log-in does not reset them.
 * Emails are charged where they are written, whatever causes them; here it is only asked when the next one may go out. How many
 * emails an address got is never told here: it may be somebody else's.
 */
final class VerificationLimits {

    private final RateLimiterProvider limiter;
    private final RealmModel realm;
    private final MailCooldown cooldown;

    VerificationLimits(KeycloakSession session, RealmModel realm, MailCooldown cooldown) {
        this.limiter = session.getProvider(RateLimiterProvider.class);
        this.realm = realm;
        this.cooldown = cooldown;
    }

    /** When the next email may go out. */
    Decision nextMail(LimitSubjects pending) {
        return budget().check(mail(pending), pending);
    }

    /** One email, where nothing charges it when it is written. */
    Decision takeMail(LimitSubjects pending) {
        return budget().take(mail(pending), pending).decision();
    }

    private List<Limit> mail(LimitSubjects pending) {
        return cooldown.mail(limiter.rules(realm), pending);
    }

    private MailBudget budget() {
        return new MailBudget(limiter, realm);
    }

    /**
     * One change of the address. The first mail to the new address need not wait for the user's cooldown, or everybody
     * who mistyped would wait a minute for nothing; the number of changes is what is limited.
     */
    Decision takeChange(LimitSubjects pending) {
        Decision decision = limiter.acquire(realm, limits(LimitedAction.CHANGE_ADDRESS, pending));
        if (decision.allowed()) {
            limiter.giveBack(realm, cooldown.limits(Dimension.USER, pending));
        }
        return decision;
    }

    Decision takeCodeTry(LimitSubjects pending) {
        return limiter.acquire(realm, limits(LimitedAction.CODE_TRY, pending));
    }

    /** A right code is no wrong try. */
    void giveCodeTryBack(LimitSubjects pending) {
        limiter.giveBack(realm, limits(LimitedAction.CODE_TRY, pending));
    }

    /** Charges another user what one has used, so that the counts go on when a user takes the place of another. */
    void carryOver(LimitSubjects from, LimitSubjects to) {
        List<Limit> used = new ArrayList<>();
        List<LimitUsage> usage = limiter.usage(realm, byUser(from));
        List<Limit> target = byUser(to);
        for (int i = 0; i < target.size(); i++) {
            used.addAll(Collections.nCopies(usage.get(i).used(), target.get(i)));
        }
        limiter.acquire(realm, used);
    }

    private List<Limit> byUser(LimitSubjects pending) {
        LimitRules rules = limiter.rules(realm);
        Set<Limit> all = new LinkedHashSet<>(MailBudget.first(pending));
        all.addAll(cooldown.limits(Dimension.USER, pending));
        for (LimitedAction action :
                List.of(LimitedAction.VERIFY_EMAIL, LimitedAction.CHANGE_ADDRESS, LimitedAction.CODE_TRY)) {
            all.addAll(rules.limits(action, Dimension.USER, pending));
        }
        return List.copyOf(all);
    }

    private List<Limit> limits(LimitedAction action, LimitSubjects pending) {
        return limiter.rules(realm).limits(action, pending);
    }
}
