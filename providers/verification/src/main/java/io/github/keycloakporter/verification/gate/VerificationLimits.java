package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The limits of the gate. They are counted per user and per address, not per browser: a new log-in does not reset them.
 */
final class VerificationLimits {

    /** Addresses a user may try in an hour before one is proven. */
    static final int CHANGES_PER_HOUR = 5;

    /** Wrong codes a user may type in an hour, whatever new codes are sent (NIST SP 800-63B-4 3.1.3.2). */
    static final int CODE_TRIES_PER_HOUR = 10;

    private final RateLimiterProvider limiter;
    private final RealmModel realm;
    private final Duration cooldown;

    VerificationLimits(KeycloakSession session, RealmModel realm, Duration cooldown) {
        this.limiter = session.getProvider(RateLimiterProvider.class);
        this.realm = realm;
        this.cooldown = cooldown;
    }

    /** One mail: one permit of the user and one of the address. */
    Decision takeMail(UserModel user) {
        return limiter.acquire(realm, mail(user));
    }

    /** A mail that failed to go out costs nothing. */
    void giveMailBack(UserModel user) {
        limiter.giveBack(realm, mail(user));
    }

    /** When the next mail may go out. */
    Decision nextMail(UserModel user) {
        return limiter.check(realm, mail(user));
    }

    /**
     * One change of the address. The first mail to the new address need not wait for the user's cooldown, or everybody
     * who mistyped would wait a minute for nothing; the number of changes is what is limited.
     */
    Decision takeChange(UserModel user) {
        Decision decision = limiter.acquire(
                realm, List.of(new Limit("verify-email.change", user.getId(), CHANGES_PER_HOUR, Duration.ofHours(1))));
        if (decision.allowed() && hasCooldown()) {
            limiter.giveBack(realm, List.of(perUser(user)));
        }
        return decision;
    }

    Decision takeCodeTry(UserModel user) {
        return limiter.acquire(realm, codeTries(user));
    }

    /** A right code is no wrong try. */
    void giveCodeTryBack(UserModel user) {
        limiter.giveBack(realm, codeTries(user));
    }

    private List<Limit> codeTries(UserModel user) {
        return List.of(new Limit("verify-email.code", user.getId(), CODE_TRIES_PER_HOUR, Duration.ofHours(1)));
    }

    private List<Limit> mail(UserModel user) {
        List<Limit> limits = new ArrayList<>();
        if (hasCooldown()) {
            limits.add(perUser(user));
            limits.add(new Limit("verify-email.address", user.getEmail().toLowerCase(Locale.ROOT), 1, cooldown));
        }
        return limits;
    }

    private Limit perUser(UserModel user) {
        return new Limit("verify-email.user", user.getId(), 1, cooldown);
    }

    private boolean hasCooldown() {
        return !cooldown.isZero();
    }
}
