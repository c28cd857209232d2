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
 *
 * <p>Limits are kept whatever becomes of the store behind them: where it does not answer, each node counts by itself, with the
 * same rates, until it does. Then a subject gets at most its permits from each node.
 */
public interface RateLimiterProvider extends Provider {

    /** Charges one permit of every limit, or of none. */
    Decision acquire(RealmModel realm, List<Limit> limits);

    /** Says what {@link #acquire} would say now, and charges nothing. */
    Decision check(RealmModel realm, List<Limit> limits);

    /**
     * Gives back one permit of each limit, for an action that was charged and then did not happen. A permit of which nothing is
     * known any more stays where it is: a limit never gets more than all of its permits.
     */
    void giveBack(RealmModel realm, List<Limit> limits);

    /** How much of each limit is used right now, in the order asked. Charges nothing. */
    List<LimitUsage> usage(RealmModel realm, List<Limit> limits);

    /**
     * Gives all permits of each limit back.
     *
     * @throws io.github.keycloakporter.spi.StoreUnavailableException when the store does not answer: what it counted before
     *     it went away would hold again once it is back
     */
    void reset(RealmModel realm, List<Limit> limits);

    /** How much the realm allows of each action. */
    LimitRules rules(RealmModel realm);
}
