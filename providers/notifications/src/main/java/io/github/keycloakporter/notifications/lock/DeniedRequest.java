package io.github.keycloakporter.notifications.lock;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Why a request is undone. Kept in its session, where {@link DeniedRequestFilter} finds it. */
enum DeniedRequest {
    /** The account is locked. */
    LOCKED,
    /** Nobody could tell whether it is. */
    UNKNOWN;

    private static final String ATTRIBUTE = "porter.account-lock.refusal";

    /**
     * Rolls the session's transaction back when it ends.
     *
     * @return whether this is the first refusal in the session
     */
    boolean enforce(KeycloakSession session) {
        session.getTransactionManager().setRollbackOnly();
        boolean first = of(session).isEmpty();
        if (first) {
            session.setAttribute(ATTRIBUTE, this);
        }
        return first;
    }

    static Optional<DeniedRequest> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, DeniedRequest.class));
    }
}
