package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether and when a mail that no transport took is tried again, and how it ends otherwise. A fault on our side or the transport's
 * is bounded by time alone, every other one by a number of attempts, too.
 */
final class RetryPolicy {

    private final Backoff backoff;
    private final int maxAttempts;
    private final long giveUpAfter;
    private final Duration whenUntried;
    private final Clock clock;

    RetryPolicy(OutboxConfig config, RandomGenerator random, Clock clock) {
        this.backoff = new Backoff(config.retryFirst(), config.retryMax(), random);
        this.maxAttempts = config.maxAttempts();
        this.giveUpAfter = config.giveUpAfter().toMillis();
        this.whenUntried = config.retryFirst();
        this.clock = clock;
    }

    Outcome after(QueuedMail mail, Failures.Failure failure) {
        Failed result = failure.result();
        int attempts = mail.attempts() + 1;
        boolean usedUp = FaultPolicy.boundedByAttempts(result.fault()) && attempts >= maxAttempts;
        if (!FaultPolicy.retried(result.fault()) || usedUp || clock.millis() >= end(mail)) {
            return end(failure);
        }
        long due = clock.millis() + backoff.after(attempts, result.retryAfter()).toMillis();
        // a last attempt when the time is up, however long the wait has become
        return Outcome.again(true, failure.transport(), Optional.of(result.code()), Math.min(due, end(mail)));
    }

    /** Every transport was busy or is left alone for now. */
    Outcome untried(QueuedMail mail) {
        long due = clock.millis() + whenUntried.toMillis();
        return clock.millis() >= end(mail)
                ? Outcome.failed(Optional.empty(), "every circuit open")
                : Outcome.again(false, Optional.empty(), Optional.empty(), due);
    }

    private long end(QueuedMail mail) {
        return mail.createdAt() + giveUpAfter;
    }

    private static Outcome end(Failures.Failure failure) {
        Failed result = failure.result();
        Optional<DeliveryEvent.Type> bounce = FaultPolicy.bounce(result.fault());
        return bounce.isPresent() && failure.transport().isPresent()
                ? Outcome.refused(failure.transport().get(), result.code(), bounce.get())
                : Outcome.failed(failure.transport(), result.code());
    }
}
