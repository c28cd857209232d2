package io.github.keycloakporter.recovery.password;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.services.managers.AuthenticationManager;

/** All sessions of the user but this one (ASVS 5.0, 7.4.3). */
final class OtherSessions {

    private final RequiredActionContext context;

    OtherSessions(RequiredActionContext context) {
        this.context = context;
    }

    void end(UpdatePasswordConfig config) {
        UserSessionProvider sessions = context.getSession().sessions();
        if (config.endSessions()) {
            end(sessions.getUserSessionsStream(context.getRealm(), context.getUser()));
        }
        if (config.endOfflineSessions()) {
            end(sessions.getOfflineUserSessionsStream(context.getRealm(), context.getUser()));
        }
    }

    private void end(Stream<UserSessionModel> sessions) {
        String own = context.getAuthenticationSession().getParentSession().getId();
        // a list, because each end takes one away from what the stream runs over
        List<UserSessionModel> others =
                sessions.filter(session -> !session.getId().equals(own)).toList();
        others.forEach(this::end);
        // Keycloak puts session and client of the log-out in their place, and who listens to events would look at those
        context.getSession().getContext().setAuthenticationSession(context.getAuthenticationSession());
        context.getSession()
                .getContext()
                .setClient(context.getAuthenticationSession().getClient());
    }

    private void end(UserSessionModel session) {
        AuthenticationManager.backchannelLogout(
                context.getSession(),
                context.getRealm(),
                session,
                context.getUriInfo(),
                context.getConnection(),
                context.getHttpRequest().getHttpHeaders(),
                true);
        context.getEvent()
                .clone()
                .event(EventType.LOGOUT)
                .session(session)
                .user(context.getUser())
                .detail(Details.LOGOUT_TRIGGERED_BY_REQUIRED_ACTION, context.getAction())
                .success();
    }
}
