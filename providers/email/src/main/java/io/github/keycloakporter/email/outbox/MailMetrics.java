package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The figures of the mail room. Labels are realms, kinds, transports and statuses: none of them grows with users or mails.
 *
 * <p>Depth and age are those of the whole queue, whichever node tells them: take the maximum over the nodes.
 */
public final class MailMetrics implements AutoCloseable {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    private final MeterRegistry registry;
    private final AtomicLong depth = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final List<Meter> gauges;

    public MailMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = List.of(
                Gauge.builder("porter.mail.queue.depth", depth, AtomicLong::get)
                        .description("Mails that wait or are being sent")
                        .register(registry),
                TimeGauge.builder("porter.mail.queue.oldest.age", oldest, TimeUnit.MILLISECONDS, AtomicLong::get)
                        .description("Age of the oldest mail that waits or is being sent")
                        .register(registry));
    }

    /** One mail has a new status. */
    public void changed(
            String realm, MailKind kind, String transport, MailStatus status, Duration sinceQueued, boolean reported) {
        Counter.builder("porter.mail")
                .description("Mails by what became of them")
                .tag("realm", realm)
                .tag("kind", kind.tag())
                .tag("transport", transport)
                .tag("status", status.tag())
                .register(registry)
                .increment();
        if (status == MailStatus.SENT && !reported) {
            time("porter.mail.accepted", "From queueing to a mail provider's acceptance", transport, sinceQueued);
        } else if (status == MailStatus.DELIVERED) {
            time("porter.mail.delivered", "From queueing to the recipient's server", transport, sinceQueued);
        }
    }

    /** One mail entered the queue. */
    public void queued(String realm, MailKind kind) {
        changed(realm, kind, "none", MailStatus.QUEUED, Duration.ZERO, false);
    }

    /** A mail will be tried again later. */
    public void retried(String transport) {
        Counter.builder("porter.mail.retries")
                .description("Mails put back for another attempt")
                .tag("transport", transport)
                .register(registry)
                .increment();
    }

    /** A mail went on to the next transport within one attempt. */
    public void failedOver(String from, String to) {
        Counter.builder("porter.mail.failovers")
                .description("Mails that a transport could not take and the next one was tried for")
                .tag("from", from)
                .tag("to", to)
                .register(registry)
                .increment();
    }

    /** How the queue stands now. */
    public void queue(long open, Duration age) {
        depth.set(open);
        oldest.set(age.toMillis());
    }

    private void time(String name, String description, String transport, Duration duration) {
        Timer.builder(name)
                .description(description)
                .tag("transport", transport)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(duration.isNegative() ? Duration.ZERO : duration);
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
