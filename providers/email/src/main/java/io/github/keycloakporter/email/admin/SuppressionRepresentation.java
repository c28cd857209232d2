package io.github.keycloakporter.email.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.keycloakporter.spi.mail.Suppression;
import java.util.Locale;

/**
 * An address that gets no more mail.
 *
 * @param id a digest of the address, which is not kept itself
 * @param reason such as {@code hard-bounce}; {@code unsubscribed} stops reminders only
 * @param since milliseconds since 1970
 * @param mailId the mail that brought it on the list, where one did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuppressionRepresentation(String id, String reason, long since, String mailId) {

    static SuppressionRepresentation of(Suppression suppression) {
        return new SuppressionRepresentation(
                suppression.id(),
                suppression.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                suppression.since().toEpochMilli(),
                suppression.mailId().orElse(null));
    }
}
