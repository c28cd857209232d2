package io.github.keycloakporter.redis.outage;

import io.github.keycloakporter.spi.StoreUnavailableException;
import org.keycloak.models.KeycloakSession;

/**
 * Remembers in a session that a store did not answer.
 *
 * <p>Keycloak catches exceptions in many places and answers as if the request were wrong: "invalid client", "unexpected
 * error", status 400 or 401. By this note {@link OutageResponseFilter} tells such an answer from a true one.
 */
public final class OutageNote {

    private static final String ATTRIBUTE = "porter.store-outage";

    private OutageNote() {}

    public static void leave(KeycloakSession session, StoreUnavailableException outage) {
        session.setAttribute(ATTRIBUTE, outage);
    }

    static boolean isIn(KeycloakSession session) {
        return session.getAttribute(ATTRIBUTE) != null;
    }
}
