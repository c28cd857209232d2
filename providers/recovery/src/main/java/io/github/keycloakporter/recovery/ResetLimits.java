package io.github.keycloakporter.recovery;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.Subjects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The limits of {@link LimitedAction#RESET_PASSWORD}. Nothing is ever given back: a permit that comes back for some names
 * only would tell them from the others.
 */
final class ResetLimits {

    private final RateLimiterProvider limiter;
    private final RealmModel realm;
    private final Subjects caller;

    ResetLimits(RateLimiterProvider limiter, RealmModel realm, Subjects caller) {
        this.limiter = limiter;
        this.realm = realm;
        this.caller = caller;
    }

    static ResetLimits of(KeycloakSession session, RealmModel realm) {
        return new ResetLimits(session.getProvider(RateLimiterProvider.class), realm, Subjects.caller(session));
    }

    /** One request of the caller for this name, whether anybody has it or not. */
    Decision take(String name) {
        return take(caller.address(name));
    }

    /**
     * One mail to the account's mailbox, unless that is what was typed and counted before: a user name and an address that
     * belong together do not get twice as much.
     */
    Decision takeMailbox(String typed, String address) {
        Subjects mailbox = Subjects.none().address(address);
        boolean counted = Subjects.none().address(typed).get(Dimension.ADDRESS).equals(mailbox.get(Dimension.ADDRESS));
        return counted ? Decision.ALLOWED : take(mailbox);
    }

    private Decision take(Subjects subjects) {
        return limiter.acquire(realm, limiter.rules(realm).limits(LimitedAction.RESET_PASSWORD, subjects));
    }
}
