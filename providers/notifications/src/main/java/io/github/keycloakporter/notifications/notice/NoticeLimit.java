package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.notifications.store.PendingNotices;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.util.List;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * How often an owner is told of one thing at once. Counted by the address too, and apart for the address that an account
 * leaves: it was told lately perhaps that the account came, and now it has to hear at once that it goes.
 */
final class NoticeLimit {

    private final RateLimiterProvider limiter;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<Limit> limits;

    /** @param leaves whether the account leaves the address by what is told */
    NoticeLimit(KeycloakSession session, RealmModel realm, PendingNotices.Batch batch, boolean leaves) {
        this.session = session;
        this.realm = realm;
        this.limiter = session.getProvider(RateLimiterProvider.class);
        String subject = String.join(" ", batch.userId(), batch.type(), batch.recipient(), leaves ? "leaves" : "");
        this.limits = limiter.rules(realm).rates(LimitedAction.SECURITY_NOTICE, Dimension.USER).stream()
                .map(rate -> new Limit(
                        LimitRules.name(LimitedAction.SECURITY_NOTICE, Dimension.USER),
                        subject,
                        rate.permits(),
                        rate.period()))
                .toList();
    }

    /** Takes a permit, which a roll-back of the session gives back. */
    Decision take() {
        Decision decision = limiter.acquire(realm, limits);
        if (decision.allowed() && !limits.isEmpty()) {
            AbstractKeycloakTransaction permit = new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    // it was used
                }

                @Override
                protected void rollbackImpl() {
                    giveBack();
                }
            };
            permit.begin();
            session.getTransactionManager().enlistAfterCompletion(permit);
        }
        return decision;
    }

    void giveBack() {
        limiter.giveBack(realm, limits);
    }
}
