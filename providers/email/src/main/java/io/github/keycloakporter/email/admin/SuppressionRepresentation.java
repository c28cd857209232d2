package io.github.keycloakporter.email.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.keycloakporter.spi.mail.Suppression;
import java.time.Instant;
import java.util.Locale;

/**
 * An address that gets no more mail.
 *
 * @param id a digest of the address, which is not kept itself
 * @param reason such as {@code hard-bounce}; {@code unsubscribed} stops reminders only
 * @param since milliseconds since 1970
 * @param until when it ends by itself, in milliseconds since 1970
 * @param mailId the mail that brought it on the list, where one did
 * @param diagnosis class and code of the refusal, such as {@code smtp 550 5.1.1}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuppressionRepresentation(
        String id, String reason, long since, Long until, String mailId, String diagnosis) {

    static SuppressionRepresentation of(Suppression suppression) {
        return new SuppressionRepresentation(
                suppression.id(),
                tag(suppression.reason()),
                suppression.since().toEpochMilli(),
                suppression.until().map(Instant::toEpochMilli).orElse(null),
                suppression.mailId().orElse(null),
                suppression.diagnosis().orElse(null));
    }

    static String tag(Suppression.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
