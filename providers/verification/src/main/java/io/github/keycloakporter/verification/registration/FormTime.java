package io.github.keycloakporter.verification.registration;

import java.time.Duration;
import org.keycloak.common.util.Time;
import org.keycloak.sessions.AuthenticationSessionModel;

/** How long somebody has had the form, from its first sight on: who corrects one field may be quick. */
final class FormTime {

    private static final String SHOWN = "porter.sign-up-shown";

    private final AuthenticationSessionModel authSession;

    FormTime(AuthenticationSessionModel authSession) {
        this.authSession = authSession;
    }

    void begin() {
        if (authSession.getAuthNote(SHOWN) == null) {
            authSession.setAuthNote(SHOWN, Long.toString(Time.currentTimeMillis()));
        }
    }

    boolean isUnder(Duration minimum) {
        String shown = authSession.getAuthNote(SHOWN);
        return !minimum.isZero()
                && (shown == null || Time.currentTimeMillis() - Long.parseLong(shown) < minimum.toMillis());
    }
}
