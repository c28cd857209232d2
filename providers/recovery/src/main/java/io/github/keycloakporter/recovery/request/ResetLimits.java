package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The limits of {@link LimitedAction#RESET_PASSWORD} that a request costs its caller, whatever is typed. The account's address is
 * charged when its email is made: a request without an email costs no address anything.
 */
final class ResetLimits {

    private final RateLimiterProvider limiter;
    private final RealmModel realm;
    private final LimitSubjects caller;

    ResetLimits(RateLimiterProvider limiter, RealmModel realm, LimitSubjects caller) {
        this.limiter = limiter;
        this.realm = realm;
        this.caller = caller;
    }

    static ResetLimits of(KeycloakSession session, RealmModel realm) {
        return new ResetLimits(session.getProvider(RateLimiterProvider.class), realm, LimitSubjects.caller(session));
    }

    /** Nothing is ever given back: a permit that comes back for some names only would tell them from the others. */
    Decision take() {
        return limiter.acquire(realm, limiter.rules(realm).limits(LimitedAction.RESET_PASSWORD, caller));
    }
}
