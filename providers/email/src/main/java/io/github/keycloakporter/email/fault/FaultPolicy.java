package io.github.keycloakporter.email.fault;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import java.util.Optional;

/** What follows from a fault. Stated here and nowhere else. */
public final class FaultPolicy {

    private FaultPolicy() {}

    /** Whether the next transport is tried at once: everywhere but where the mailbox is gone, whoever carries the mail. */
    public static boolean triesNextTransport(Fault fault) {
        return !(fault.party() == Party.MAILBOX && fault.permanent());
    }

    /**
     * Whether the mail is tried again later. A fault of our account, of our settings, of a connection or of the transport is never
     * the mail's end.
     */
    public static boolean retried(Fault fault) {
        return !fault.permanent() || ours(fault);
    }

    /** Whether the number of attempts ends the retries; otherwise only time does. */
    public static boolean boundedByAttempts(Fault fault) {
        return !ours(fault);
    }

    /** Whether the fault counts against the transport, so that it is left alone for a while. */
    public static boolean opensCircuit(Fault fault) {
        return fault.party() == Party.ACCOUNT || fault.party() == Party.TRANSPORT;
    }

    /** Whether the connection that the fault was met on carries the next mail. */
    public static boolean keepsConnection(Fault fault) {
        return !ours(fault);
    }

    /**
     * How a mail ends that this fault ends.
     *
     * @return the report of a bounce, and with it what follows for the address; empty for a mail that failed before anybody could
     *     bounce it
     */
    public static Optional<DeliveryEvent.Type> bounce(Fault fault) {
        return switch (fault.party()) {
            case MAILBOX, RECIPIENT_SERVER -> Optional.of(report(fault));
            case ACCOUNT, MESSAGE, CONNECTION, TRANSPORT -> Optional.empty();
        };
    }

    /** What a mail provider's report of such a fault means: only a fault of the mailbox says anything of the address. */
    public static DeliveryEvent.Type report(Fault fault) {
        if (fault.party() != Party.MAILBOX) {
            return DeliveryEvent.Type.REFUSED;
        }
        return fault.permanent() ? DeliveryEvent.Type.HARD_BOUNCE : DeliveryEvent.Type.SOFT_BOUNCE;
    }

    /** Whether the fault lies with us or the transport: neither the mail nor its recipient has any. */
    public static boolean ours(Fault fault) {
        return switch (fault.party()) {
            case ACCOUNT, CONNECTION, TRANSPORT -> true;
            case MAILBOX, RECIPIENT_SERVER, MESSAGE -> false;
        };
    }
}
