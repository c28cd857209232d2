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
import org.keycloak.models.UserModel;

/**
 * The limits of the gate. They are counted per user, address and IP, not per browser: a new log-in does not reset them. Mails
 * are charged where they are written, by whoever sends them; here it is only asked when the next one may go out.
 */
final class VerificationLimits {

    private final RateLimiterProvider limiter;
    private final RealmModel realm;
    private final Subjects caller;
    private final MailCooldown cooldown;

    VerificationLimits(KeycloakSession session, RealmModel realm, MailCooldown cooldown) {
        this.limiter = session.getProvider(RateLimiterProvider.class);
        this.realm = realm;
        this.caller = Subjects.caller(session);
        this.cooldown = cooldown;
    }

    /** When the next mail may go out. */
    Decision nextMail(UserModel user) {
        return limiter.check(
                realm, cooldown.mail(limiter.rules(realm), caller.user(user).address(user.getEmail())));
    }

    /**
     * One change of the address. The first mail to the new address need not wait for the user's cooldown, or everybody
     * who mistyped would wait a minute for nothing; the number of changes is what is limited.
     */
    Decision takeChange(UserModel user) {
        Decision decision = limiter.acquire(realm, limits(LimitedAction.CHANGE_ADDRESS, user));
        if (decision.allowed()) {
            limiter.giveBack(realm, cooldown.limits(Dimension.USER, caller.user(user)));
        }
        return decision;
    }

    Decision takeCodeTry(UserModel user) {
        return limiter.acquire(realm, limits(LimitedAction.CODE_TRY, user));
    }

    /** A right code is no wrong try. */
    void giveCodeTryBack(UserModel user) {
        limiter.giveBack(realm, limits(LimitedAction.CODE_TRY, user));
    }

    private List<Limit> limits(LimitedAction action, UserModel user) {
        return limiter.rules(realm).limits(action, caller.user(user));
    }
}
