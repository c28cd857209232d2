package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.TryLater;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What stands before a transport: its circuit breaker, and how many calls it takes at once. */
final class Gates {

    private static final Logger LOGGER = Logger.getLogger(Gates.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Circuits circuits;
    private final Map<String, Semaphore> permits;

    /** @param permits by id of the transport */
    Gates(Circuits circuits, Map<String, Semaphore> permits) {
        this.circuits = circuits;
        this.permits = permits;
    }

    /** Empty where a gate is closed: then nothing was tried. */
    Optional<List<DeliveryResult>> through(MailRoute route, List<MailMessage> mails) {
        Semaphore permit = permits.get(route.transport());
        if (!acquired(permit)) {
            return Optional.empty();
        }
        try {
            CircuitBreaker circuit = circuits.of(route.server());
            return circuit.tryAcquirePermission() ? Optional.of(deliver(circuit, route, mails)) : Optional.empty();
        } finally {
            permit.release();
        }
    }

    /** Waits a little: workers that wait are the back-pressure on the queue. */
    private static boolean acquired(Semaphore permit) {
        try {
            return permit.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<DeliveryResult> deliver(CircuitBreaker circuit, MailRoute route, List<MailMessage> mails) {
        long start = System.nanoTime();
        List<DeliveryResult> results;
        try {
            results = route.deliver(mails);
        } catch (RuntimeException e) {
            // the message may repeat an address
            LOGGER.errorf(
                    "Transport %s failed unexpectedly: %s",
                    route.transport(), e.getClass().getName());
            results = Collections.nCopies(
                    mails.size(), TryLater.of("error " + e.getClass().getSimpleName()));
        }
        long took = System.nanoTime() - start;
        if (results.stream().allMatch(TryLater.class::isInstance)) {
            circuit.onError(took, TimeUnit.NANOSECONDS, new ServerUnavailable());
        } else {
            circuit.onSuccess(took, TimeUnit.NANOSECONDS);
        }
        return results;
    }

    /** What the circuit breaker counts; nobody catches it. */
    private static final class ServerUnavailable extends Exception {

        private static final long serialVersionUID = 1L;

        ServerUnavailable() {
            super(null, null, false, false);
        }
    }
}
