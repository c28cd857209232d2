package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.Subjects;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.MailsCodes;
import io.github.keycloakporter.verification.gate.VerificationMail.Outcome;
import io.github.keycloakporter.verification.gate.VerificationMail.Sending;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * In place of a verification email that is not sent, and nobody may learn that: it is charged and counted, and has a code that
 * nobody is told, so that tries at it count and it expires like one in an email.
 */
final class UnsentMail {

    private final KeycloakSession session;
    private final RealmModel realm;

    UnsentMail(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @param holder whose code it is; @param state of the holder's account, see {@link LinkRequest} */
    Sending send(Subjects waiter, String holder, String state) {
        Decision decision = new VerificationLimits(session, realm, MailCooldown.in(realm)).takeMail(waiter);
        if (!decision.allowed()) {
            return new Sending(Outcome.TOO_EARLY, Optional.of(decision));
        }
        issueCode(holder, state);
        return new Sending(Outcome.SENT, Optional.empty());
    }

    private void issueCode(String holder, String state) {
        Duration lifespan =
                Duration.ofSeconds(realm.getActionTokenGeneratedByUserLifespan(VerifyEmailActionToken.TOKEN_TYPE));
        Duration ofCodes = session.getProvider(EmailTemplateProvider.class) instanceof MailsCodes mails
                ? mails.codeLifespan()
                : Duration.ZERO;
        LinkRequest request = new LinkRequest(holder, VerifyEmailActionToken.TOKEN_TYPE, "", state, lifespan, ofCodes);
        session.getProvider(ActionLinkProvider.class).issue(realm, request);
    }
}
