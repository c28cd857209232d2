package io.github.keycloakporter.spi.link;

import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * Stores short opaque links and the 6-digit codes that may stand beside them.
 *
 * <p>A user has at most one living link per purpose: issuing a new one kills the older one and its code in the same
 * atomic step. All operations take effect at once, on every node, whatever becomes of the caller's transaction. All of
 * them throw {@link io.github.keycloakporter.spi.StoreUnavailableException} while the store cannot answer; nothing is
 * then claimed.
 */
public interface ActionLinkProvider extends Provider {

    /**
     * Stores the target under a fresh random token and revokes every older link and code of the same user and purpose.
     *
     * @return empty if a link that was requested later has been issued already: then nothing changes
     */
    Optional<IssuedLink> issue(RealmModel realm, LinkRequest request);

    /** Looks at a link. Changes nothing, however often it is called. */
    LinkLookup peek(RealmModel realm, String token);

    /**
     * Takes a link: among any number of concurrent calls on any node exactly one gets {@link LinkState#LIVE}, every
     * other one gets {@link LinkState#USED}. The code issued beside the link dies with it.
     */
    LinkLookup claim(RealmModel realm, String token);

    /**
     * Takes a code: exactly one caller gets {@link CodeResult#ACCEPTED}, and the link issued beside the code dies with
     * it. A wrong code counts against the code; the {@value #MAX_CODE_TRIES}th wrong one kills it.
     *
     * @param binding the same text as in {@link LinkRequest#binding()}: a code of another binding is a wrong code
     */
    CodeResult claimCode(RealmModel realm, String userId, String purpose, String code, String binding);

    /** Kills the living link and code of one purpose, if any. */
    void revoke(RealmModel realm, String userId, String purpose);

    /** Kills every living link and code of the user. */
    void revokeAll(RealmModel realm, String userId);

    /** Wrong tries that kill a code (OWASP ASVS 5.0 6.6.3, NIST SP 800-63B-4 3.2.2 allow far more). */
    int MAX_CODE_TRIES = 5;

    /** Digits of a code (NIST SP 800-63B-4 3.1.3.2: at least 6). */
    int CODE_LENGTH = 6;
}
