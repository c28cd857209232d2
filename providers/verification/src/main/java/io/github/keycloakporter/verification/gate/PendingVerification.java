package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.link.CodeResult;
import java.util.Optional;

/**
 * Somebody at the gate. Its pages treat all alike, so that nobody learns from them whether the address had an account
 * before.
 */
interface PendingVerification {

    /** Empty for an account without one. */
    String address();

    /** Who it is for the limits that are told. The address is not among them: what it got is charged, and kept secret. */
    LimitSubjects subjects();

    /** Whether this browser asked for a mail to the address, and one is under way. */
    boolean hasMailed();

    /** What became of the mail; nothing to a session that asked for none. */
    Optional<DeliveryView> mailFate();

    VerificationMail.Sending send();

    CodeResult claim(String code);

    /**
     * Takes another address, checked by the realm's own user profile.
     *
     * @return who goes on with it
     */
    PendingVerification moveTo(String address) throws AddressRefusedException;
}
