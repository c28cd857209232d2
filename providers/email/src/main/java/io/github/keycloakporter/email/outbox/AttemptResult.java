package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.util.Optional;

/**
 * What one attempt to send a mail came to.
 *
 * @param status QUEUED for one more attempt, otherwise how it ended
 * @param attempt whether a transport was really tried
 * @param error class and code, never an address
 * @param dueAt when to try again, in milliseconds since 1970; for QUEUED only
 * @param suppress what the refusal says about the address
 */
public record AttemptResult(
        MailStatus status,
        boolean attempt,
        Optional<String> transport,
        Optional<String> providerMessageId,
        Optional<String> error,
        long dueAt,
        Optional<DeliveryEvent.Type> suppress) {

    public static AttemptResult sent(String transport, Optional<String> providerMessageId) {
        return new AttemptResult(
                MailStatus.SENT,
                true,
                Optional.of(transport),
                providerMessageId,
                Optional.empty(),
                0,
                Optional.empty());
    }

    public static AttemptResult again(boolean attempt, Optional<String> transport, Optional<String> error, long dueAt) {
        return new AttemptResult(
                MailStatus.QUEUED, attempt, transport, Optional.empty(), error, dueAt, Optional.empty());
    }

    public static AttemptResult failed(Optional<String> transport, String error) {
        return new AttemptResult(
                MailStatus.FAILED, true, transport, Optional.empty(), Optional.of(error), 0, Optional.empty());
    }

    /** Refused for the sake of the address; the address is suppressed as if the report had come by a webhook. */
    public static AttemptResult refused(String transport, String error, DeliveryEvent.Type why) {
        return new AttemptResult(
                why.status().orElseThrow(),
                true,
                Optional.of(transport),
                Optional.empty(),
                Optional.of(error),
                0,
                Optional.of(why));
    }
}
