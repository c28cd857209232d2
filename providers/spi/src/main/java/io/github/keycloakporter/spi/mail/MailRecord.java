package io.github.keycloakporter.spi.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows of one mail. Bodies are not part of it.
 *
 * @param id ours, ordered by time of queueing; stands in the Message-ID and comes back in webhooks
 * @param attempts how often a transport was tried
 * @param transport the transport that accepted or last tried it
 * @param providerMessageId the mail provider's own name for it
 * @param error class and code of the last refusal, such as {@code smtp 550 5.1.1}; never an address or a body
 * @param updatedAt when the status last changed
 */
public record MailRecord(
        String id,
        MailKind kind,
        Optional<String> userId,
        String recipient,
        String subject,
        MailStatus status,
        int attempts,
        Optional<String> transport,
        Optional<String> providerMessageId,
        Optional<String> error,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> expiresAt) {}
