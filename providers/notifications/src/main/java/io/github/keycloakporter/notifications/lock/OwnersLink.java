package io.github.keycloakporter.notifications.lock;

import io.github.keycloakporter.spi.link.OpenedLink;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The link by which the owner of a locked account comes to a new password: mailed after the lock. Keycloak checks that its
 * address is the account's ({@code AbstractActionTokenHandler.verifyEmail}).
 *
 * <p>An intruder may have opened a link, too: to an address of his own, one that proves an address, or one that was mailed
 * before the lock. None of these counts.
 */
final class OwnersLink {

    private static final Set<String> LEAD_TO_PASSWORD =
            Set.of(ResetCredentialsActionToken.TOKEN_TYPE, ExecuteActionsActionToken.TOKEN_TYPE);

    private OwnersLink() {}

    /** @param lockedAt in milliseconds since 1970 */
    static boolean ledHere(KeycloakSession session, String userId, long lockedAt) {
        AuthenticationSessionModel tab = session.getContext().getAuthenticationSession();
        return tab != null
                && OpenedLink.in(tab)
                        .filter(link -> link.userId().equals(userId))
                        .filter(link -> LEAD_TO_PASSWORD.contains(link.purpose()))
                        // tokens count in seconds: one of the second of the lock is the one that the lock mails
                        .filter(link -> link.issuedAt() >= TimeUnit.MILLISECONDS.toSeconds(lockedAt))
                        .isPresent();
    }
}
