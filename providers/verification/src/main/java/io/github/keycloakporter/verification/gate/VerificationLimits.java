package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.Subjects;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The limits of the gate. They are counted per user, address and IP, not per browser: a new log-in does not reset them. Mails
 * are charged where they are written, by whoever sends them; here it is only asked when the next one may go out.
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

    /** When the next mail may go out. */
    Decision nextMail(Subjects waiter) {
        return limiter.check(realm, cooldown.mail(limiter.rules(realm), waiter));
    }

    /** One mail, where nothing charges it when it is written. */
    Decision takeMail(Subjects waiter) {
        return limiter.acquire(realm, cooldown.mail(limiter.rules(realm), waiter));
    }

    /**
     * One change of the address. The first mail to the new address need not wait for the user's cooldown, or everybody
     * who mistyped would wait a minute for nothing; the number of changes is what is limited.
     */
    Decision takeChange(Subjects waiter) {
        Decision decision = limiter.acquire(realm, limits(LimitedAction.CHANGE_ADDRESS, waiter));
        if (decision.allowed()) {
            limiter.giveBack(realm, cooldown.limits(Dimension.USER, waiter));
        }
        return decision;
    }

    Decision takeCodeTry(Subjects waiter) {
        return limiter.acquire(realm, limits(LimitedAction.CODE_TRY, waiter));
    }

    /** A right code is no wrong try. */
    void giveCodeTryBack(Subjects waiter) {
        limiter.giveBack(realm, limits(LimitedAction.CODE_TRY, waiter));
    }

    private List<Limit> limits(LimitedAction action, Subjects waiter) {
        return limiter.rules(realm).limits(action, waiter);
    }
}
