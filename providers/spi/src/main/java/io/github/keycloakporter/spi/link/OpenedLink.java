package io.github.keycloakporter.spi.link;

import java.util.Optional;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.Constants;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The mailed link by which a browser tab came here. It stays known as long as the tab's authentication session, without the
 * action token itself.
 *
 * @param purpose the type of the action token, such as {@code reset-credentials}
 * @param issuedAt in seconds since 1970
 */
public record OpenedLink(String userId, String purpose, long issuedAt) {

    private static final String NOTE = "porter.opened-link";

    /** @param token the claims of a token that Keycloak has verified */
    public static OpenedLink of(JsonWebToken token) {
        return new OpenedLink(token.getSubject(), token.getType(), token.getIat() == null ? 0 : token.getIat());
    }

    /**
     * The link that was opened last in this tab, if any. A link that Keycloak's own email template wrote is found by the token
     * that Keycloak notes ({@code LoginActionsService.handleActionToken}).
     */
    public static Optional<OpenedLink> in(AuthenticationSessionModel tab) {
        String user = tab.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID);
        return Optional.ofNullable(tab.getAuthNote(Constants.KEY))
                .flatMap(OpenedLink::read)
                .or(() -> Optional.ofNullable(tab.getAuthNote(NOTE)).map(OpenedLink::parse))
                .filter(link -> link.userId().equals(user));
    }

    /** Makes this the opened link of the tab, in place of the token that Keycloak notes: its pages write that into their links. */
    public void noteIn(AuthenticationSessionModel tab) {
        tab.setAuthNote(NOTE, issuedAt + " " + purpose + " " + userId);
        tab.removeAuthNote(Constants.KEY);
    }

    private static OpenedLink parse(String note) {
        String[] parts = note.split(" ", 3);
        return new OpenedLink(parts[2], parts[1], Long.parseLong(parts[0]));
    }

    private static Optional<OpenedLink> read(String token) {
        try {
            return Optional.of(of(new JWSInput(token).readJsonContent(JsonWebToken.class)))
                    .filter(link -> link.userId() != null);
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }
}
