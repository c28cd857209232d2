package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.spi.link.ClaimedLink;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
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
        return ClaimedLink.of(session)
                .map(ClaimedLink::token)
                .or(() -> rememberedToken(session))
                .filter(token -> UpdateEmailActionToken.TOKEN_TYPE.equals(token.getType()))
                .filter(token ->
                        String.valueOf(token.getOtherClaims().get("newEmail")).equalsIgnoreCase(user.getEmail()))
                .isPresent();
    }

    /** Of a link that Keycloak's own email template wrote: Keycloak keeps its token in a note of the session. */
    private static Optional<JsonWebToken> rememberedToken(KeycloakSession session) {
        AuthenticationSessionModel browser = session.getContext().getAuthenticationSession();
        String token = browser == null ? null : browser.getAuthNote(Constants.KEY);
        return Optional.ofNullable(session.tokens().decode(token, JsonWebToken.class));
    }
}
