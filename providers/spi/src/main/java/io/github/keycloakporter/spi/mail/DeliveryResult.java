package io.github.keycloakporter.spi.mail;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a transport reports of one mail. */
public sealed interface DeliveryResult {

    /** The mail provider has it now. */
    record Accepted(Optional<String> providerMessageId) implements DeliveryResult {}

    /**
     * The transport did not get rid of the mail. The dispatcher decides by the fault what follows: whether the next transport
     * is tried, whether the mail is tried again, whether the address is suppressed.
     *
     * @param code class and numbers, such as {@code smtp 451 4.7.1}; never a server's text, which quotes addresses
     * @param retryAfter how long the mail provider asks to wait, where it does
     */
    record Failed(Fault fault, String code, Optional<Duration> retryAfter) implements DeliveryResult {

        public Failed {
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(code, "code");
        }

        public Failed(Fault fault, String code) {
            this(fault, code, Optional.empty());
        }
    }
}
