package io.github.keycloakporter.it.chaos.fault;

import io.github.keycloakporter.it.chaos.fault.Fault.Holds;
import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.mail.Addresses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** When which fault was there. */
public final class Timeline {

    /** One fault; {@code to} is {@link Instant#MAX} while it lasts. */
    public record Window(Fault fault, Instant from, Instant to) {

        public boolean touches(Instant begin, Instant end) {
            return from.isBefore(end) && to.isAfter(begin);
        }

        @Override
        public String toString() {
            return fault + " " + from + " to " + (to.equals(Instant.MAX) ? "now" : to);
        }
    }

    private final List<Window> windows = new CopyOnWriteArrayList<>();

    public Window begin(Fault fault) {
        return begin(fault, Instant.now());
    }

    public Window begin(Fault fault, Instant at) {
        Window window = new Window(fault, at, Instant.MAX);
        windows.add(window);
        return window;
    }

    public Window end(Window window) {
        return end(window, Instant.now());
    }

    public Window end(Window window, Instant at) {
        Window ended = new Window(window.fault(), window.from(), at);
        windows.set(windows.indexOf(window), ended);
        return ended;
    }

    public List<Window> windows() {
        return List.copyOf(windows);
    }

    /** Whether one of these faults was there between the two times, or not longer over than the grace. */
    public boolean disturbed(Instant from, Instant to, Duration grace, Predicate<Fault> which) {
        return windows.stream()
                .filter(window -> which.test(window.fault()))
                .anyMatch(window -> window.touches(from.minus(grace), to));
    }

    /** Whether people may have noticed something between the two times. */
    public boolean disturbedPeople(Instant from, Instant to, Duration grace) {
        return disturbed(from, to, grace, fault -> fault.part().isSeenByPeople());
    }

    /** Whether a mail to this address may have waited between the two times. */
    public boolean heldMail(String address, Instant from, Instant to, Duration grace) {
        return disturbed(
                from,
                to,
                grace,
                fault -> fault.holds() == Holds.EVERYBODYS
                        || (fault.holds() == Holds.GREY_DOMAINS && Addresses.isGrey(address)));
    }

    /**
     * Whether Redis may have lost what was written then: in an ordered failover the old primary takes writes until the last
     * replica has left it.
     */
    public boolean redisLostWrites(Instant written) {
        return disturbed(written, written.plusSeconds(2), Duration.ZERO, fault -> fault.name()
                .equals(PartFaults.FAIL_OVER));
    }

    /**
     * Whether the sender of a mail may not have learned that it was accepted then: it died, stood still, or its connection to the
     * provider was cut.
     */
    public boolean senderWasCut(Instant accepted) {
        return disturbed(
                accepted,
                accepted.plusSeconds(2),
                Duration.ZERO,
                fault -> fault.part() == Part.NODE
                        || (fault.part() == Part.SMTP && fault.name().contains("network")));
    }
}
