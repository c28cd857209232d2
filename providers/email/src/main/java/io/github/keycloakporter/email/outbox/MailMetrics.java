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
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.keycloak.models.RealmModel;

/**
 * The outbox on /metrics. Labels are realms, kinds, transports, statuses and {@link MailHost}s: none of them grows with users or
 * mails. What alerts ask for has no realm as a label and exists at 0 from the start.
 *
 * <p>Depth and age are those of the whole queue, whichever node tells them: take the maximum over the nodes.
 */
public final class MailMetrics implements AutoCloseable {

    private static final String NONE = "none";

    /** An email that was not sent because it waited too long; every other that expired had become pointless. */
    static final String WAITED_TOO_LONG = "waited too long";

    private static final String OBSOLETE = "obsolete";

    private static final Set<MailStatus> BEFORE_A_TRANSPORT =
            EnumSet.of(MailStatus.QUEUED, MailStatus.SUPPRESSED, MailStatus.EXPIRED, MailStatus.FAILED);

    private static final Set<MailStatus> OF_A_TRANSPORT = EnumSet.of(
            MailStatus.SENT,
            MailStatus.DEFERRED,
            MailStatus.DELIVERED,
            MailStatus.BOUNCED,
            MailStatus.COMPLAINED,
            MailStatus.SUPPRESSED,
            MailStatus.FAILED);

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

    /**
     * A mail's new status, as it was when the row was changed: it is counted after the commit.
     *
     * @param obsolete whether the mail became pointless, in place of waiting too long
     * @param reported whether a mail provider tells it, in place of the dispatcher
     */
    record Change(
            String realm,
            MailKind kind,
            MailHost host,
            String transport,
            MailStatus status,
            boolean obsolete,
            Duration sinceQueued,
            boolean reported) {

        static Change of(RealmModel realm, MailEntity mail, boolean reported) {
            return new Change(
                    realm.getName(),
                    mail.kind,
                    MailHost.of(mail.recipient),
                    mail.transport == null ? NONE : mail.transport,
                    mail.status,
                    mail.status == MailStatus.EXPIRED && !WAITED_TOO_LONG.equals(mail.error),
                    Duration.ofMillis(mail.statusAt - mail.createdAt),
                    reported);
        }
    }

    private final MeterRegistry registry;
    private final List<String> transports;
    private final AtomicLong depth = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final List<Meter> gauges;

    /** @param transports the names of all transports there are */
    public MailMetrics(MeterRegistry registry, Collection<String> transports) {
        this.registry = registry;
        this.transports = transports.stream().sorted().toList();
        this.gauges = List.of(
                Gauge.builder("porter.mail.queue.depth", depth, AtomicLong::get)
                        .description("Mails that wait or are being sent")
                        .register(registry),
                TimeGauge.builder("porter.mail.queue.oldest.age", oldest, TimeUnit.MILLISECONDS, AtomicLong::get)
                        .description("Age of the oldest mail that waits or is being sent")
                        .register(registry));
        List<String> all = new ArrayList<>(this.transports);
        all.add(NONE);
        all.forEach(this::retries);
        for (String transport : this.transports) {
            accepted(transport);
            delivered(transport);
            this.transports.stream()
                    .filter(other -> !other.equals(transport))
                    .forEach(other -> failovers(transport, other));
        }
        for (MailHost host : MailHost.values()) {
            eachStatus((transport, status) -> outcomes(host, transport, status.tag()));
            outcomes(host, NONE, OBSOLETE);
        }
    }

    /** The counters of one realm, at 0. */
    public void realm(String realm) {
        for (MailKind kind : MailKind.values()) {
            eachStatus((transport, status) -> mails(realm, kind, transport, status));
        }
    }

    /** One mail has a new status. */
    void changed(Change change) {
        mails(change.realm, change.kind, change.transport, change.status).increment();
        outcomes(change.host, change.transport, change.obsolete ? OBSOLETE : change.status.tag())
                .increment();
        if (change.status == MailStatus.SENT && !change.reported) {
            record(accepted(change.transport), change.sinceQueued);
        } else if (change.status == MailStatus.DELIVERED) {
            record(delivered(change.transport), change.sinceQueued);
        }
    }

    /** A mail will be tried again later. */
    public void retried(String transport) {
        retries(transport).increment();
    }

    /** A mail went on to the next transport within one attempt. */
    public void failedOver(String from, String to) {
        failovers(from, to).increment();
    }

    /** How the queue stands now. */
    public void queue(long open, Duration age) {
        depth.set(open);
        oldest.set(age.toMillis());
    }

    private void eachStatus(BiConsumer<String, MailStatus> use) {
        BEFORE_A_TRANSPORT.forEach(status -> use.accept(NONE, status));
        transports.forEach(transport -> OF_A_TRANSPORT.forEach(status -> use.accept(transport, status)));
    }

    private Counter mails(String realm, MailKind kind, String transport, MailStatus status) {
        return Counter.builder("porter.mail")
                .description("Mails by what became of them")
                .tag("realm", realm)
                .tag("kind", kind.tag())
                .tag("transport", transport)
                .tag("status", status.tag())
                .register(registry);
    }

    private Counter outcomes(MailHost host, String transport, String outcome) {
        return Counter.builder("porter.mail.outcomes")
                .description("Mails by mailbox provider and what became of them")
                .tag("mailbox", host.tag())
                .tag("transport", transport)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter retries(String transport) {
        return Counter.builder("porter.mail.retries")
                .description("Mails put back for another attempt")
                .tag("transport", transport)
                .register(registry);
    }

    private Counter failovers(String from, String to) {
        return Counter.builder("porter.mail.failovers")
                .description("Mails that a transport could not take and the next one was tried for")
                .tag("from", from)
                .tag("to", to)
                .register(registry);
    }

    private Timer accepted(String transport) {
        return timer("porter.mail.accepted", "From queueing to a mail provider's acceptance", transport);
    }

    private Timer delivered(String transport) {
        return timer("porter.mail.delivered", "From queueing to the recipient's server", transport);
    }

    private Timer timer(String name, String description, String transport) {
        return Timer.builder(name)
                .description(description)
                .tag("transport", transport)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static void record(Timer timer, Duration duration) {
        timer.record(duration.isNegative() ? Duration.ZERO : duration);
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
