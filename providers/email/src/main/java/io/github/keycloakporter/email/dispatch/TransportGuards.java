package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What stands before a transport: how many calls it takes at once, and two circuit breakers. One is the server's, for faults of
 * the transport; the other is that of a sender at that server, for faults of an account, so that one realm's wrong settings do
 * not close the server to another realm.
 */
final class TransportGuards {

    private static final Logger LOGGER = Logger.getLogger(TransportGuards.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CircuitBreakers breakers;
    private final Map<String, Semaphore> permits;

    /** @param permits by id of the transport */
    TransportGuards(CircuitBreakers breakers, Map<String, Semaphore> permits) {
        this.breakers = breakers;
        this.permits = permits;
    }

    /** Empty where a gate is closed: then nothing was tried. */
    Optional<List<DeliveryResult>> through(MailRoute route, List<MailMessage> mails) {
        Semaphore permit = permits.get(route.transport());
        if (!acquired(permit)) {
            return Optional.empty();
        }
        try {
            CircuitBreaker server = breakers.of(route.server());
            CircuitBreaker account = breakers.of(account(route, mails.get(0).sender()));
            if (!server.tryAcquirePermission()) {
                return Optional.empty();
            }
            if (!account.tryAcquirePermission()) {
                server.releasePermission();
                return Optional.empty();
            }
            long start = System.nanoTime();
            List<DeliveryResult> results = deliver(route, mails);
            count(results, server, account, System.nanoTime() - start);
            return Optional.of(results);
        } finally {
            permit.release();
        }
    }

    /** Whether a call may be made now, as far as the breakers go. */
    boolean isOpen(MailRoute route, SenderIdentity sender) {
        return Stream.of(route.server(), account(route, sender))
                .noneMatch(circuit -> breakers.of(circuit).getState() == CircuitBreaker.State.OPEN);
    }

    /** Eight digits of a digest distinguish From addresses, because breakers are shown in metrics and in the log. */
    private static String account(MailRoute route, SenderIdentity sender) {
        String digits = UUID.nameUUIDFromBytes(sender.address().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        return route.server() + " from " + sender.domain() + "#" + digits;
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

    private static List<DeliveryResult> deliver(MailRoute route, List<MailMessage> mails) {
        try {
            return route.deliver(mails);
        } catch (RuntimeException e) {
            // the message may repeat an address
            LOGGER.errorf(
                    "Transport %s failed unexpectedly: %s",
                    route.transport(), e.getClass().getName());
            return Collections.nCopies(
                    mails.size(),
                    new Failed(
                            Fault.temporary(Party.TRANSPORT),
                            "error " + e.getClass().getSimpleName()));
        }
    }

    /** A call counts against a circuit if it came to nothing; a server that refuses a recipient works. */
    private static void count(List<DeliveryResult> results, CircuitBreaker server, CircuitBreaker account, long nanos) {
        DeliveryResult last = results.get(results.size() - 1);
        boolean failed = results.stream()
                .allMatch(result -> result instanceof Failed refusal && FaultPolicy.opensCircuit(refusal.fault()));
        if (failed && last instanceof Failed failure) {
            boolean ofAccount = failure.fault().party() == Party.ACCOUNT;
            CircuitBreakers.failed(ofAccount ? account : server, nanos, failure.code());
            if (ofAccount) {
                server.onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                account.releasePermission();
            }
        } else if (last instanceof Failed failure && failure.fault().party() == Party.CONNECTION) {
            server.releasePermission();
            account.releasePermission();
        } else {
            server.onSuccess(nanos, TimeUnit.NANOSECONDS);
            account.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
