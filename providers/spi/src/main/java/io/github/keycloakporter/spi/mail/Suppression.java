package io.github.keycloakporter.spi.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why an address gets no more mail. The address itself is not kept, only a digest of it that holds for this realm alone.
 *
 * @param id the digest: what an administrator lifts it by when only the list is at hand
 * @param since when the address was suppressed
 * @param until when the suppression ends; empty where only an administrator or a delivery lifts it
 * @param mailId the mail that brought it there
 * @param diagnosis class and code of the refusal, such as {@code smtp 550 5.1.1}
 */
public record Suppression(
        String id,
        Reason reason,
        Instant since,
        Optional<Instant> until,
        Optional<String> mailId,
        Optional<String> diagnosis) {

    /** What put an address on the list. */
    public enum Reason {
        HARD_BOUNCE(Optional.empty()),
        /** A full mailbox may be emptied. */
        SOFT_BOUNCES(Optional.of(Duration.ofDays(7))),
        COMPLAINT(Optional.empty()),
        /** The mail provider keeps the address on its own list, where it can be removed without a report to us. */
        PROVIDER(Optional.of(Duration.ofDays(7))),
        /** Its owner wants no more reminders; every other mail goes on. */
        UNSUBSCRIBED(Optional.empty());

        private final Optional<Duration> lifetime;

        Reason(Optional<Duration> lifetime) {
            this.lifetime = lifetime;
        }

        /** How long a suppression holds after the last report; empty for one that does not end by itself. */
        public Optional<Duration> lifetime() {
            return lifetime;
        }

        /** Whether mails of that kind are stopped. */
        public boolean stops(MailKind kind) {
            return this != UNSUBSCRIBED || kind == MailKind.REMINDER;
        }
    }
}
