package io.github.keycloakporter.spi.mail;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a mail provider reports of a mail after it accepted it.
 *
 * @param eventId the provider's name for this report: the same report twice counts once
 * @param mailId our id of the mail, where the provider carries it
 * @param providerMessageId the provider's id of the mail; one of the two ids is there
 * @param diagnosis class and code of a refusal, such as {@code 5.1.1}; never an address
 */
public record DeliveryEvent(
        String eventId,
        Type type,
        Instant at,
        Optional<String> mailId,
        Optional<String> providerMessageId,
        Optional<String> diagnosis) {

    /** The kinds of reports that change anything; others are not passed on. */
    public enum Type {
        DELIVERED(MailStatus.DELIVERED),
        DEFERRED(MailStatus.DEFERRED),
        /** Refused for a permanent fault of the mailbox: one is enough to suppress the address. */
        HARD_BOUNCE(MailStatus.BOUNCED),
        /** Refused for a fault of the mailbox that can pass, such as a full one: several in a row suppress it for a while. */
        SOFT_BOUNCE(MailStatus.BOUNCED),
        /** Refused, but not for the mailbox: nothing follows for the address. */
        REFUSED(MailStatus.BOUNCED),
        COMPLAINT(MailStatus.COMPLAINED),
        /** The provider did not even try: the address is on its own list. */
        DROPPED(MailStatus.SUPPRESSED),
        /** The provider's own unsubscribe list: no more reminders. */
        UNSUBSCRIBED(null);

        private final MailStatus status;

        Type(MailStatus status) {
            this.status = status;
        }

        /** The status that follows for the mail; empty where the report is not about the mail itself. */
        public Optional<MailStatus> status() {
            return Optional.ofNullable(status);
        }
    }

    public DeliveryEvent {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        if (mailId.isEmpty() && providerMessageId.isEmpty()) {
            throw new IllegalArgumentException("A delivery event must name its mail");
        }
    }
}
