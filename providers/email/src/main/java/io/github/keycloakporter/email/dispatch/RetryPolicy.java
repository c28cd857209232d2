package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.OutboxConfig;
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
    private final long firstRetry;
    private final Clock clock;

    RetryPolicy(OutboxConfig config, RandomGenerator random, Clock clock) {
        this.backoff = new Backoff(config.retryFirst(), config.retryMax(), random);
        this.maxAttempts = config.maxAttempts();
        this.firstRetry = config.retryFirst().toMillis();
        this.clock = clock;
    }

    AttemptResult after(QueuedMail mail, Failures.Failure failure) {
        Failed result = failure.result();
        int attempts = mail.attempts() + 1;
        boolean usedUp = FaultPolicy.boundedByAttempts(result.fault()) && attempts >= maxAttempts;
        return FaultPolicy.retried(result.fault()) && !usedUp
                ? AttemptResult.again(
                        true,
                        failure.transport(),
                        Optional.of(result.code()),
                        due(mail, backoff.after(attempts, result.retryAfter())))
                : end(failure);
    }

    /** Every transport was busy, or its circuit is open. */
    AttemptResult untried(QueuedMail mail) {
        return AttemptResult.again(false, Optional.empty(), Optional.empty(), due(mail, Duration.ofMillis(firstRetry)));
    }

    /** Never later than when the mail becomes pointless, and once more shortly before. */
    private long due(QueuedMail mail, Duration delay) {
        long now = clock.millis();
        boolean onceMore = mail.expiresAt() - now > 2 * firstRetry;
        return Math.min(now + delay.toMillis(), mail.expiresAt() - (onceMore ? firstRetry : 0));
    }

    private static AttemptResult end(Failures.Failure failure) {
        Failed result = failure.result();
        Optional<DeliveryEvent.Type> bounce = FaultPolicy.bounce(result.fault());
        return bounce.isPresent() && failure.transport().isPresent()
                ? AttemptResult.refused(failure.transport().get(), result.code(), bounce.get())
                : AttemptResult.failed(failure.transport(), result.code());
    }
}
