package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.verification.QuietEvent;
import jakarta.ws.rs.core.UriBuilder;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionCompoundId;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Sends the verification mail: stock's token and template, one limiter call before, a refund when the send fails. */
final class VerificationMail {

    enum Outcome {
        SENT,
        TOO_EARLY,
        FAILED
    }

    private static final Logger LOGGER = Logger.getLogger(VerificationMail.class);

    private final RequiredActionContext context;
    private final VerificationLimits limits;

    VerificationMail(RequiredActionContext context, VerificationLimits limits) {
        this.context = context;
        this.limits = limits;
    }

    Outcome send() {
        UserModel user = context.getUser();
        Decision decision = limits.takeMail(user);
        if (!decision.allowed()) {
            return Outcome.TOO_EARLY;
        }
        EventBuilder event = context.getEvent()
                .clone()
                .event(EventType.SEND_VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail());
        try {
            mail(user);
            event.success();
            return Outcome.SENT;
        } catch (EmailException e) {
            limits.giveMailBack(user);
            QuietEvent.withoutAddress(event).error(Errors.EMAIL_SEND_FAILED);
            // neither the message nor the trace: a mail server's refusal repeats the address
            LOGGER.errorf("Verification mail of user %s was not sent: %s", user.getId(), rootOf(e));
            return Outcome.FAILED;
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }

    private void mail(UserModel user) throws EmailException {
        RealmModel realm = context.getRealm();
        KeycloakSession session = context.getSession();
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        int lifespan = realm.getActionTokenGeneratedByUserLifespan(VerifyEmailActionToken.TOKEN_TYPE);
        VerifyEmailActionToken token = new VerifyEmailActionToken(
                user.getId(),
                Time.currentTime() + lifespan,
                AuthenticationSessionCompoundId.fromAuthSession(authSession).getEncodedId(),
                user.getEmail(),
                authSession.getClient().getClientId());
        UriBuilder link = Urls.actionTokenBuilder(
                context.getUriInfo().getBaseUri(),
                token.serialize(session, realm, context.getUriInfo()),
                authSession.getClient().getClientId(),
                authSession.getTabId(),
                AuthenticationProcessor.getClientData(session, authSession));
        session.getProvider(EmailTemplateProvider.class)
                .setAuthenticationSession(authSession)
                .setRealm(realm)
                .setUser(user)
                .sendVerifyEmail(link.build(realm.getName()).toString(), TimeUnit.SECONDS.toMinutes(lifespan));
    }
}
