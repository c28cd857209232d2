package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.util.List;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.RealmModel;

/** What was charged for one mail. Given back, once, when the mail does not come to be: it failed, or all was rolled back. */
final class MailCharge extends AbstractKeycloakTransaction {

    private final RateLimiterProvider limiter;
    private final RealmModel realm;
    private List<Limit> charged;

    MailCharge(RateLimiterProvider limiter, RealmModel realm, List<Limit> charged) {
        this.limiter = limiter;
        this.realm = realm;
        this.charged = charged;
    }

    void giveBack() {
        List<Limit> all = charged;
        charged = List.of();
        limiter.giveBack(realm, all);
    }

    @Override
    protected void commitImpl() {
        // the mail exists: it stays charged
    }

    @Override
    protected void rollbackImpl() {
        giveBack();
    }
}
