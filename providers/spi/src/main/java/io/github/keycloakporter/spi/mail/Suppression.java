package io.github.keycloakporter.spi.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Why an address gets no more mail. The address itself is not kept, only a digest of it that holds for this realm alone.
 *
 * @param id the digest: what an administrator lifts it by when only the list is at hand
 * @param reason what put it there
 * @param since when
 * @param mailId the mail that brought it there
 */
public record Suppression(String id, Reason reason, Instant since, Optional<String> mailId) {

    /** What put an address on the list. */
    public enum Reason {
        HARD_BOUNCE,
        SOFT_BOUNCES,
        COMPLAINT,
        /** The mail provider keeps the address on its own list. */
        PROVIDER,
        /** Its owner wants no more reminders; every other mail goes on. */
        UNSUBSCRIBED;

        /** Whether mails of that kind are stopped. */
        public boolean stops(MailKind kind) {
            return this != UNSUBSCRIBED || kind == MailKind.REMINDER;
        }
    }
}
