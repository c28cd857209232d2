package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.MailLimitedException;
import io.github.keycloakporter.verification.RedactedEvent;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
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

/** Sends the verification mail: stock's token and template. Whether one may go out is decided where all mails pass. */
final class VerificationMail {

    enum Outcome {
        SENT,
        TOO_EARLY,
        FAILED
    }

    /** @param denied why it is too early */
    record Sending(Outcome outcome, Optional<Decision> denied) {}

    private static final Logger LOGGER = Logger.getLogger(VerificationMail.class);

    private final RequiredActionContext context;

    VerificationMail(RequiredActionContext context) {
        this.context = context;
    }

    Sending send() {
        UserModel user = context.getUser();
        EventBuilder event = context.getEvent()
                .clone()
                .event(EventType.SEND_VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail());
        try {
            mail(user);
            event.success();
            return new Sending(Outcome.SENT, Optional.empty());
        } catch (MailLimitedException e) {
            return new Sending(Outcome.TOO_EARLY, Optional.of(e.decision()));
        } catch (EmailException e) {
            RedactedEvent.withoutAddress(event).error(Errors.EMAIL_SEND_FAILED);
            // neither the message nor the trace: a mail server's refusal repeats the address
            LOGGER.errorf("Verification mail of user %s was not sent: %s", user.getId(), rootOf(e));
            return new Sending(Outcome.FAILED, Optional.empty());
        }
    }

    static String rootOf(Throwable failure) {
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
