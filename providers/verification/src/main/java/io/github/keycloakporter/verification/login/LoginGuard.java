package io.github.keycloakporter.verification.login;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.verification.gate.GateConfig;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Refuses a login while a required action or the proof of the address is owed, whichever way led to it.
 *
 * <p>Keycloak's flows ask for both before they log anybody in; this is the check behind them. It sees every event that hands
 * out a session or tokens, in the transaction that does so. A session that began in an earlier request was checked then;
 * whether it continues after the proof was taken away is an option of the required
 * action, see {@link GateConfig#endSessions}.
 */
final class LoginGuard implements EventListenerProvider, StatelessProvider {

    private static final Logger LOGGER = Logger.getLogger(LoginGuard.class);

    /** Events that may begin a session; the grants are those of {@code org.keycloak.protocol.oidc.grants}. */
    private static final Set<EventType> BEGIN = Set.of(
            EventType.LOGIN,
            EventType.TOKEN_EXCHANGE,
            EventType.JWT_AUTHORIZATION_GRANT,
            EventType.AUTHREQID_TO_TOKEN,
            EventType.OAUTH2_EXTENSION_GRANT,
            EventType.VERIFIABLE_CREDENTIAL_PRE_AUTHORIZED_GRANT);

    /** Events that hand out tokens of a session that exists. */
    private static final Set<EventType> CONTINUE = Set.of(
            EventType.CODE_TO_TOKEN,
            EventType.REFRESH_TOKEN,
            EventType.OAUTH2_DEVICE_CODE_TO_TOKEN,
            EventType.PERMISSION_TOKEN);

    private final KeycloakSession session;

    LoginGuard(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        boolean begins = BEGIN.contains(event.getType());
        if (event.getUserId() == null || (!begins && !CONTINUE.contains(event.getType()))) {
            return;
        }
        try {
            check(event, begins);
        } catch (RuntimeException e) {
            // Keycloak only logs what a listener throws (EventBuilder.sendNow), and the login would stand
            answer(session.getContext().getRealm(), "The account cannot be checked");
            throw e;
        }
    }

    private void check(Event event, boolean begins) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        boolean endSessions = GateConfig.in(realm).endSessions();
        if (!begins && !endSessions) {
            return;
        }
        UserModel user = session.users().getUserById(realm, event.getUserId());
        Optional<OwedStep> owed = user == null
                ? Optional.empty()
                : OwedStep.of(session, realm, user, session.getContext().getAuthenticationSession());
        if (owed.isEmpty()) {
            return;
        }
        if (begins && (event.getType() == EventType.LOGIN || beganNow(realm, event))) {
            refuse(realm, event, owed.get());
        } else if (endSessions && owed.get().isProof()) {
            refuse(realm, event, owed.get());
            end(realm, event.getSessionId());
        }
    }

    /** Whether this request began the session for the user, and not for an administrator who impersonates the user. */
    private boolean beganNow(RealmModel realm, Event event) {
        String id = event.getSessionId();
        UserSessionModel userSession = id == null ? null : session.sessions().getUserSession(realm, id);
        if (userSession != null && isImpersonated(userSession)) {
            return false;
        }
        return userSession == null
                || KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), other -> {
                    RealmModel sameRealm = other.realms().getRealm(realm.getId());
                    other.getContext().setRealm(sameRealm);
                    return other.sessions().getUserSession(sameRealm, id) == null;
                });
    }

    private static boolean isImpersonated(UserSessionModel userSession) {
        return Stream.of(ImpersonationSessionNote.IMPERSONATOR_ID, ImpersonationSessionNote.IMPERSONATOR_CLIENT)
                .anyMatch(note -> userSession.getNote(note.toString()) != null);
    }

    private void refuse(RealmModel realm, Event event, OwedStep owed) {
        LOGGER.warnf(
                "%s of user %s in realm %s is refused: the required action %s is owed",
                event.getType(), event.getUserId(), realm.getName(), owed.action());
        new EventBuilder(realm, session, session.getContext().getConnection())
                .event(event.getType())
                .client(event.getClientId())
                .user(event.getUserId())
                .detail(Details.REASON, owed.action())
                .error(Errors.RESOLVE_REQUIRED_ACTIONS);
        answer(realm, owed.description());
    }

    private void answer(RealmModel realm, String reason) {
        new RefusedLogin(realm, session.getContext().getAuthenticationSession(), reason).refuse(session);
    }

    /** Once this request is rolled back, which must not bring the session back. */
    private void end(RealmModel realm, String sessionId) {
        session.getTransactionManager()
                .enlistAfterCompletion(new SessionEnd(session.getKeycloakSessionFactory(), realm.getId(), sessionId));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // administrators' own logins are user events
    }
}
