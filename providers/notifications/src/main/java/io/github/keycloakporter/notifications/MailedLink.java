package io.github.keycloakporter.notifications;

import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whether a link from a mail led into the browser session of a request, rather than a log-in. */
final class MailedLink {

    private MailedLink() {}

    static boolean ledHere(KeycloakSession session, String userId) {
        AuthenticationSessionModel browser = session.getContext().getAuthenticationSession();
        return browser != null && userId.equals(browser.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID));
    }
}
