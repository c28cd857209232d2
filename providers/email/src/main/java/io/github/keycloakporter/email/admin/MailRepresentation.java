package io.github.keycloakporter.email.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.keycloakporter.spi.mail.MailRecord;
import java.time.Instant;

/**
 * A mail as the Admin REST API shows it. What is not known is left out.
 *
 * @param kind such as {@code verify-email}
 * @param status such as {@code delivered}
 * @param attempts how often a transport was tried
 * @param error class and code of the last refusal
 * @param createdAt milliseconds since 1970, like the other times
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailRepresentation(
        String id,
        String kind,
        String status,
        String userId,
        String recipient,
        String subject,
        int attempts,
        String transport,
        String providerMessageId,
        String error,
        long createdAt,
        long updatedAt,
        Long expiresAt) {

    static MailRepresentation of(MailRecord mail) {
        return new MailRepresentation(
                mail.id(),
                mail.kind().tag(),
                mail.status().tag(),
                mail.userId().orElse(null),
                mail.recipient(),
                mail.subject(),
                mail.attempts(),
                mail.transport().orElse(null),
                mail.providerMessageId().orElse(null),
                mail.error().orElse(null),
                mail.createdAt().toEpochMilli(),
                mail.updatedAt().toEpochMilli(),
                mail.expiresAt().map(Instant::toEpochMilli).orElse(null));
    }
}
