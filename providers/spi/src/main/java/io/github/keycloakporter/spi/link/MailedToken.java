package io.github.keycloakporter.spi.link;

import java.util.Optional;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectKeyModel;
import org.keycloak.representations.JsonWebToken;

/**
 * Action tokens that left in an email as a link. The server runs such a token for whoever claims the link; Keycloak's own
 * endpoint {@code login-actions/action-token} refuses it. The record is Keycloak's list of used action tokens, which Keycloak
 * itself reads for every token that works once ({@code LoginActionsServiceChecks#checkTokenWasNotUsedYet}); handlers of
 * tokens that Keycloak would run again have to ask {@link #isWithheld}.
 */
public final class MailedToken {

    private MailedToken() {}

    /**
     * Withholds a token from Keycloak's endpoint for the rest of its life.
     *
     * @throws io.github.keycloakporter.spi.StoreUnavailableException while the store cannot answer
     */
    public static void withhold(KeycloakSession session, JsonWebToken token) {
        nonce(token)
                .map(nonce -> new DefaultActionTokenKey(
                        token.getSubject(), token.getType(), token.getExp().intValue(), nonce))
                .ifPresent(key -> session.revokedTokens()
                        .put(key.serializeKey(), Math.max(1, token.getExp() - Time.currentTime())));
    }

    /** Whether the token left in an email, and this request did not claim the link there. */
    public static boolean isWithheld(KeycloakSession session, SingleUseObjectKeyModel token) {
        return ClaimedLink.of(session).isEmpty() && session.revokedTokens().contains(token.serializeKey());
    }

    /** Every action token has one; a token of another kind is none that Keycloak's endpoint could run. */
    private static Optional<UUID> nonce(JsonWebToken token) {
        Object nonce = token.getOtherClaims().get(DefaultActionTokenKey.JSON_FIELD_ACTION_VERIFICATION_NONCE);
        try {
            return Optional.ofNullable(nonce).map(Object::toString).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
