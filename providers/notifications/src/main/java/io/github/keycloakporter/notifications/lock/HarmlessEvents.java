package io.github.keycloakporter.notifications.lock;

import java.util.Set;
import org.keycloak.events.EventType;

/**
 * The events that a locked account may have from anybody. Every other type is undone, also one that a future Keycloak adds:
 * a type is only listed here if it neither gives access nor changes the account.
 */
final class HarmlessEvents {

    private static final String ERROR = "_ERROR";

    private static final Set<EventType> TYPES = Set.of(
            // access ends
            EventType.LOGOUT,
            EventType.USER_SESSION_DELETED,
            EventType.REVOKE_GRANT,
            // brute-force detection reports a lock of its own
            EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT,
            EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT,
            // a sign-in starts over, without the user it had
            EventType.RESTART_AUTHENTICATION,
            // the way to a new password leads through the mailbox
            EventType.SEND_RESET_PASSWORD,
            // a mailed link was opened, such as 'this was not me'; what it leads to has an event of its own
            EventType.EXECUTE_ACTION_TOKEN);

    private HarmlessEvents() {}

    static boolean contain(EventType type) {
        return TYPES.contains(type) || type.name().endsWith(ERROR);
    }
}
