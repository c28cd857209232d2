package io.github.keycloakporter.spi.limit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/**
 * A note in the session that limits of an action were charged before its email is rendered, so that the email layer does not
 * charge them again. Keycloak's email SPIs have no parameter for it. The note ends with the session.
 */
public final class ChargedLimits {

    private static final String PREFIX = ChargedLimits.class.getName() + ".";

    private ChargedLimits() {}

    /** The emails of this session are free, as far as the action's own limits go. */
    public static void note(KeycloakSession session, LimitedAction action) {
        session.setAttribute(PREFIX + action.tag(), EnumSet.allOf(Dimension.class));
    }

    /** The caller was charged when the request came: what is left to charge is the recipient. */
    public static void noteCaller(KeycloakSession session, LimitedAction action) {
        session.setAttribute(PREFIX + action.tag(), EnumSet.of(Dimension.IP, Dimension.SUBNET));
    }

    /** The limits of the action that were not charged in this session yet. */
    public static List<Limit> left(
            KeycloakSession session, LimitedAction action, LimitRules rules, LimitSubjects subjects) {
        return action.defaults().keySet().stream()
                .filter(dimension -> !has(session, action, dimension))
                .flatMap(dimension -> rules.limits(action, dimension, subjects).stream())
                .toList();
    }

    /** Whether the action's limits of that dimension were charged in this session already. */
    public static boolean has(KeycloakSession session, LimitedAction action, Dimension dimension) {
        return session.getAttribute(PREFIX + action.tag()) instanceof Set<?> taken && taken.contains(dimension);
    }
}
