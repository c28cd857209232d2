package io.github.keycloakporter.spi.link;

import java.time.Duration;
import java.util.Objects;

/**
 * A link to be issued.
 *
 * @param userId the user the email is for; for somebody without an account, any stable name
 * @param purpose the type of the action token, such as {@code verify-email}; newest wins per user and purpose
 * @param target what the link runs once it is claimed
 * @param binding the state of the account when the link was requested, see {@link AccountState}; the holder of the link compares
 *     it with the current state before claiming
 * @param lifespan how long the link lives, in seconds from the moment it is issued; positive
 * @param codeLifespan how long the code beside it lives, in seconds; never longer than the link; 0 for no code
 * @param requestedAt when the email was requested, in milliseconds since 1970: an older request never replaces a newer one
 */
public record LinkRequest(
        String userId,
        String purpose,
        LinkTarget target,
        String binding,
        long lifespan,
        long codeLifespan,
        long requestedAt) {

    /**
     * The claim of an action token whose link stands alone: no newer link replaces it, and no change of the account revokes it.
     * The token's handler checks whether it still holds.
     */
    public static final String STANDALONE = "standalone";

    public LinkRequest {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(binding, "binding");
        if (lifespan <= 0) {
            throw new IllegalArgumentException("The lifespan of a link must be positive, not " + lifespan);
        }
        if (codeLifespan < 0) {
            throw new IllegalArgumentException("The lifespan of a code must not be negative: " + codeLifespan);
        }
        codeLifespan = Math.min(codeLifespan, lifespan);
    }

    public Duration life() {
        return Duration.ofSeconds(lifespan);
    }

    public Duration codeLife() {
        return Duration.ofSeconds(codeLifespan);
    }

    public boolean withCode() {
        return codeLifespan > 0;
    }
}
