package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.verification.gate.VerificationMail.Outcome;
import io.github.keycloakporter.verification.gate.VerificationMail.Sending;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Takes the place of a verification email that is not sent, which nobody may notice: it is charged like one. */
final class UnsentMail {

    private final KeycloakSession session;
    private final RealmModel realm;

    UnsentMail(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    Sending send(LimitSubjects pending) {
        Decision decision = new VerificationLimits(session, realm, MailCooldown.in(realm)).takeMail(pending);
        return decision.allowed()
                ? new Sending(Outcome.SENT, Optional.empty())
                : new Sending(Outcome.TOO_EARLY, Optional.of(decision));
    }
}
