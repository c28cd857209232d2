package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One for each node: one thread takes due mails from the queue in short transactions, as many as there are free slots, and
 * hands them to the {@link DeliveryWorkers}.
 */
public final class MailDispatcher implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(MailDispatcher.class);

    /** How often a lease is renewed before it would end. */
    private static final int RENEWALS = 4;

    /**
     * After the database was down, nodes first record what they sent meanwhile; only then do others take over mails whose lease
     * has ended.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private final RealmBulkhead bulkhead;
    private final Housekeeping housekeeping;
    private final DeliveryWorkers workers;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
    private final Thread loop = new Thread(this::run, "porter-mail");
    private volatile boolean taking = true;
    private volatile boolean running = true;
    private long nextRenewal;
    private long takeOverFrom;

    public MailDispatcher(KeycloakSessionFactory sessions, OutboxConfig config, MailMetrics metrics) {
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
        this.bulkhead = new RealmBulkhead(config.parallelism(), config.realmParallelism());
        this.housekeeping = new Housekeeping(sessions, config, metrics);
        this.workers = new DeliveryWorkers(sessions, config, metrics, bulkhead, this::finished);
        loop.setDaemon(true);
    }

    public void start() {
        TransportGuards guards =
                new TransportGuards(new CircuitBreakers(config.circuitOpen(), Metrics.globalRegistry), permits());
        RetryPolicy retries = new RetryPolicy(config, ThreadLocalRandom.current(), Clock.systemUTC());
        workers.start(
                new BatchLoader(sessions, config, metrics, guards::isOpen),
                new BatchSender(guards, retries, metrics, Clock.systemUTC()));
        loop.start();
    }

    private Map<String, Semaphore> permits() {
        return sessions.getProviderFactoriesStream(EmailTransportProvider.class)
                .map(EmailTransportProviderFactory.class::cast)
                .collect(Collectors.toUnmodifiableMap(
                        EmailTransportProviderFactory::getId, transport -> new Semaphore(transport.parallelism())));
    }

    /** There is something to do: a mail was queued here, or a slot became free. */
    public void wake() {
        bell.offer(true);
    }

    private void run() {
        while (running) {
            try {
                renewIfDue();
                if (!taking || !round()) {
                    housekeeping.runIfDue();
                    bell.poll(untilRenewal(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // most likely the database is down; the mails are safe in it
                LOGGER.warnf(
                        "Mails cannot be taken from the queue: %s", e.getClass().getName());
                takeOverFrom = System.currentTimeMillis() + GRACE.toMillis();
                pause();
            }
        }
    }

    private void pause() {
        try {
            bell.clear();
            bell.poll(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void renewIfDue() {
        long now = System.currentTimeMillis();
        if (now < nextRenewal) {
            return;
        }
        List<Lease> held = leases.stream().filter(lease -> lease.isHeld(now)).toList();
        if (!held.isEmpty()) {
            long until = now + config.lease().toMillis();
            KeycloakModelUtils.runJobInTransaction(sessions, session -> new MailQueue(session, config, metrics)
                    .renew(held.stream().map(Lease::id).toList(), now, until, until));
            long committed = System.currentTimeMillis();
            held.forEach(lease -> lease.renewed(committed, until));
        }
        nextRenewal = now + config.lease().toMillis() / RENEWALS;
    }

    private long untilRenewal() {
        long left = nextRenewal - System.currentTimeMillis();
        return Math.max(1, Math.min(left, config.pollInterval().toMillis()));
    }

    /** @return whether there may be more to take at once */
    private boolean round() {
        int free = bulkhead.free();
        if (free == 0) {
            return false;
        }
        List<MailBatch.Claimed> claimed = take(free, System.currentTimeMillis());
        claimed.forEach(this::submit);
        return !claimed.isEmpty() && bulkhead.free() > 0;
    }

    private List<MailBatch.Claimed> take(int max, long now) {
        List<String> acquired = new ArrayList<>();
        long until = now + config.lease().toMillis();
        try {
            List<MailQueue.Taken> rows = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, session -> new MailQueue(session, config, metrics)
                            .take(
                                    max,
                                    realm -> bulkhead.acquire(realm) && acquired.add(realm),
                                    bulkhead.fullRealms(),
                                    now >= takeOverFrom,
                                    now,
                                    until));
            return rows.stream()
                    .map(row -> new MailBatch.Claimed(row, new Lease(row.lease(), until)))
                    .toList();
        } catch (RuntimeException e) {
            acquired.forEach(bulkhead::release);
            throw e;
        }
    }

    private void submit(MailBatch.Claimed claimed) {
        leases.add(claimed.lease());
        try {
            workers.submit(claimed);
        } catch (RejectedExecutionException e) {
            workers.release(claimed);
            finished(claimed);
        }
    }

    private void finished(MailBatch.Claimed claimed) {
        leases.remove(claimed.lease());
        bulkhead.release(claimed.row().realmId());
        wake();
    }

    /** Takes nothing more, puts back what no worker has begun, waits for the rest and renews its leases meanwhile. */
    @Override
    public void close() {
        taking = false;
        workers.giveBack();
        wake();
        try {
            workers.stop(config.stopTimeout());
            running = false;
            wake();
            loop.join(config.stopTimeout().toMillis());
        } catch (InterruptedException e) {
            running = false;
            workers.stopNow();
            Thread.currentThread().interrupt();
        }
    }
}
