package io.github.keycloakporter.spi.link;

import java.time.Duration;
import java.util.Objects;

/**
 * What a link is to be issued for.
 *
 * @param userId the user the mail is for; for an invitation of somebody unknown, any stable name of the invitation
 * @param purpose the type of the action token, such as {@code verify-email}; newest wins per user and purpose
 * @param target what the link stands for: path and query of the action-token URL
 * @param binding the state of the account the link was made for, see {@link AccountState}; the holder compares it with
 *     the state of the day before it claims
 * @param lifespan how long the link lives; positive
 * @param codeLifespan how long the code beside it lives, which is never longer than the link; {@link Duration#ZERO} for no
 *     code
 */
public record LinkRequest(
        String userId, String purpose, String target, String binding, Duration lifespan, Duration codeLifespan) {

    /**
     * The claim of an action token whose link stands on its own: no newer one replaces it, and nothing that happens to the
     * account kills it. What the token stands for looks itself whether it still holds.
     */
    public static final String STANDALONE = "standalone";

    /** The query parameter of a target with the language tag of the email, for the pages that its link opens. */
    public static final String LANGUAGE = "porter_language";

    public LinkRequest {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(binding, "binding");
        if (lifespan.isNegative() || lifespan.isZero()) {
            throw new IllegalArgumentException("The lifespan of a link must be positive, not " + lifespan);
        }
        if (codeLifespan.isNegative()) {
            throw new IllegalArgumentException("The lifespan of a code must not be negative: " + codeLifespan);
        }
        if (codeLifespan.compareTo(lifespan) > 0) {
            codeLifespan = lifespan;
        }
    }

    public boolean withCode() {
        return !codeLifespan.isZero();
    }
}
