package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.dialect.ReplayCache;
import java.time.Duration;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/** Keeps the tokens among Keycloak's single-use objects. */
final class SessionReplayCache implements ReplayCache {

    private final KeycloakSession session;

    SessionReplayCache(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public boolean first(String token, Duration remember) {
        SingleUseObjectProvider objects = session.singleUseObjects();
        boolean first = objects.putIfAbsent(token, remember.toSeconds());
        if (first) {
            session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    // the token stays
                }

                @Override
                protected void rollbackImpl() {
                    objects.remove(token);
                }
            });
        }
        return first;
    }
}
