package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** How many accounts one network may open. */
final class SignUpLimits {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RateLimiterProvider limiter;

    SignUpLimits(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.limiter = session.getProvider(RateLimiterProvider.class);
    }

    /** Charged before it is known what the other steps say, so that parallel forms cannot outrun the count. */
    Decision take(SignUp signUp) {
        List<Limit> limits = limiter.rules(realm).limits(LimitedAction.REGISTER, LimitSubjects.caller(session));
        Decision decision = limiter.acquire(realm, limits);
        if (decision.allowed()) {
            signUp.charged(limits);
        }
        return decision;
    }

    /** The form comes back for another reason: it opened no account and told nothing of one. */
    void giveBack(SignUp signUp) {
        List<Limit> limits = signUp.charged();
        signUp.charged(List.of());
        limiter.giveBack(realm, limits);
    }
}
