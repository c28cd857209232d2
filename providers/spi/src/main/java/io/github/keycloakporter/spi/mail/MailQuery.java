package io.github.keycloakporter.spi.mail;

import java.util.Optional;

/**
 * Which mails to list.
 *
 * @param first how many to skip
 * @param max how many at most
 */
public record MailQuery(
        Optional<String> userId, Optional<MailStatus> status, Optional<MailKind> kind, int first, int max) {

    public MailQuery {
        if (first < 0) {
            throw new IllegalArgumentException("first must not be negative: " + first);
        }
        if (max < 1) {
            throw new IllegalArgumentException("max must be positive: " + max);
        }
    }
}
