package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a mail that nobody took is tried again, and when it is given up. */
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

    Outcome after(QueuedMail mail, Optional<String> transport, String error, Optional<Duration> asked) {
        int attempts = mail.attempts() + 1;
        long due = clock.millis() + backoff.after(attempts, asked).toMillis();
        return attempts >= maxAttempts || due > mail.createdAt() + giveUpAfter
                ? Outcome.failed(transport, error)
                : Outcome.again(true, transport, Optional.of(error), due);
    }

    /** Every transport was busy or is left alone for now. */
    Outcome untried(QueuedMail mail) {
        long due = clock.millis() + whenUntried.toMillis();
        return due > mail.createdAt() + giveUpAfter
                ? Outcome.failed(Optional.empty(), "every circuit open")
                : Outcome.again(false, Optional.empty(), Optional.empty(), due);
    }
}
