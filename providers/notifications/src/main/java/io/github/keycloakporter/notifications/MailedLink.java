package io.github.keycloakporter.notifications;

import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.Constants;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The link from a mail that led into the browser session of a request. */
final class MailedLink {

    private MailedLink() {}

    /** Whether there is one, rather than a log-in. */
    static boolean ledHere(KeycloakSession session, String userId) {
        AuthenticationSessionModel browser = session.getContext().getAuthenticationSession();
        return browser != null && userId.equals(browser.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID));
    }

    /** Whether it proves the address that the user has now: Keycloak notes that only after it raised the event. */
    static boolean proves(KeycloakSession session, UserModel user) {
        AuthenticationSessionModel browser = session.getContext().getAuthenticationSession();
        String token = browser == null ? null : browser.getAuthNote(Constants.KEY);
        if (token == null) {
            return false;
        }
        try {
            JsonWebToken claims = new JWSInput(token).readJsonContent(JsonWebToken.class);
            return UpdateEmailActionToken.TOKEN_TYPE.equals(claims.getType())
                    && String.valueOf(claims.getOtherClaims().get("newEmail")).equalsIgnoreCase(user.getEmail());
        } catch (JWSInputException e) {
            return false;
        }
    }
}
