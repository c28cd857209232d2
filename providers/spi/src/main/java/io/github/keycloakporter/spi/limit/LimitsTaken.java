package io.github.keycloakporter.spi.limit;

import org.keycloak.models.KeycloakSession;

/**
 * A note in the session that the limits of an action were charged before its mail is rendered, so that the mail layer does
 * not charge them again. Keycloak's mail SPIs have no parameter for it. The note ends with the session.
 */
public final class LimitsTaken {

    private static final String PREFIX = LimitsTaken.class.getName() + ".";

    private LimitsTaken() {}

    /** From now on the mails of this session are paid for, as far as the action's own limits go. */
    public static void note(KeycloakSession session, LimitedAction action) {
        session.setAttribute(PREFIX + action.tag(), Boolean.TRUE);
    }

    /** Whether the action's own limits were charged in this session already. */
    public static boolean has(KeycloakSession session, LimitedAction action) {
        return Boolean.TRUE.equals(session.getAttribute(PREFIX + action.tag()));
    }
}
