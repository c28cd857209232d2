package io.github.keycloakporter.spi.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Which suppressions are meant.
 *
 * @param reason empty for all
 * @param from suppressed at that time or later
 * @param until suppressed before that time
 */
public record SuppressionFilter(Optional<Suppression.Reason> reason, Optional<Instant> from, Optional<Instant> until) {

    public static final SuppressionFilter ALL =
            new SuppressionFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
