package io.github.keycloakporter.spi.limit;

import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * Decides many limits at once, atomically and on every node alike: either every limit has a permit left and each is
 * charged one, or none is charged.
 *
 * <p>The arithmetic is GCRA (ITU-T I.371): within any window of length t no limit lets more than
 * {@code permits + permits × t / period} through, and permits come back one by one, every {@code period / permits}.
 */
public interface RateLimiterProvider extends Provider {

    /** Charges one permit of every limit, or of none. */
    Decision acquire(RealmModel realm, List<Limit> limits);

    /** Says what {@link #acquire} would say now, and charges nothing. */
    Decision check(RealmModel realm, List<Limit> limits);

    /** Gives back one permit of each limit, for an action that was charged and then did not happen. */
    void giveBack(RealmModel realm, List<Limit> limits);

    /** How much the realm allows of each action. */
    LimitRules rules(RealmModel realm);
}
