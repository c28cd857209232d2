package io.github.keycloakporter.spi.mail;

import java.time.Duration;
import java.util.Optional;

/** What a transport says of one mail. Codes are classes and numbers, such as {@code smtp 451 4.7.1}, never free text. */
public sealed interface DeliveryResult {

    /** The mail provider has it now. */
    record Accepted(Optional<String> providerMessageId) implements DeliveryResult {}

    /** Never again: neither later nor by another transport. */
    record Refused(String code, Reason reason) implements DeliveryResult {}

    /**
     * Not now, by this transport: another one may be tried at once, this one later.
     *
     * @param retryAfter what the mail provider asks for, where it does
     */
    record TryLater(String code, Optional<Duration> retryAfter) implements DeliveryResult {

        public static TryLater of(String code) {
            return new TryLater(code, Optional.empty());
        }
    }

    /** Why a mail was refused for good. */
    enum Reason {
        /** The recipient's address does not exist or takes no mail. */
        RECIPIENT,
        /** The address is on the mail provider's own suppression list. */
        SUPPRESSED,
        /** The mail itself: size, content, header, sender. */
        MESSAGE
    }
}
