package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private final Slots slots;
    private final ParcelSorter sorter;
    private final Housekeeping housekeeping;
    private final DeliveryWorkers workers;
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
    private final Thread loop = new Thread(this::run, "porter-mail");
    private volatile boolean open = true;

    public MailDispatcher(KeycloakSessionFactory sessions, OutboxConfig config, MailMetrics metrics) {
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
        // a few more are taken than run, so that a worker does not wait for the queue's table between two mails
        int ready = Math.max(1, config.parallelism() / 4);
        this.slots = new Slots(config.parallelism() + ready, config.realmParallelism() + ready);
        this.sorter = new ParcelSorter(config, metrics);
        this.housekeeping = new Housekeeping(sessions, config, metrics);
        this.workers = new DeliveryWorkers(sessions, config, metrics, this::finished);
        loop.setDaemon(true);
    }

    public void start() {
        Circuits circuits = new Circuits(config.circuitOpen(), Metrics.globalRegistry);
        workers.start(new Courier(
                new Gates(circuits, permits()),
                new RetryPolicy(config, ThreadLocalRandom.current(), Clock.systemUTC()),
                new LinkCheck(sessions)::isDead,
                metrics,
                Clock.systemUTC()));
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
        while (open) {
            try {
                if (!round()) {
                    housekeeping.runIfDue();
                    bell.poll(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the database is away, most likely; the mails are safe in it
                LOGGER.warnf(
                        "Mails cannot be taken from the queue: %s", e.getClass().getName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            bell.clear();
            bell.poll(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            open = false;
        }
    }

    /** @return whether there may be more to take at once */
    private boolean round() {
        int free = slots.free();
        if (free == 0) {
            return false;
        }
        String lease = UUID.randomUUID().toString();
        long now = System.currentTimeMillis();
        List<MailQueue.Taken> taken = take(free, lease, now);
        taken.stream()
                .collect(Collectors.groupingBy(MailQueue.Taken::realmId))
                .forEach((realm, rows) -> dispatch(realm, rows, lease, now));
        return !taken.isEmpty() && slots.free() > 0;
    }

    private List<MailQueue.Taken> take(int max, String lease, long now) {
        List<String> acquired = new ArrayList<>();
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, session -> new MailQueue(session, config, metrics)
                            .take(
                                    max,
                                    realm -> slots.acquire(realm) && acquired.add(realm),
                                    slots.fullRealms(),
                                    lease,
                                    now,
                                    now + config.lease().toMillis()));
        } catch (RuntimeException e) {
            acquired.forEach(realm -> slots.release(realm, 1));
            throw e;
        }
    }

    private void dispatch(String realm, List<MailQueue.Taken> rows, String lease, long now) {
        int unused = rows.size();
        try {
            List<Parcel> parcels = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, session -> sorter.sort(session, realm, rows, lease, now));
            for (Parcel parcel : parcels) {
                workers.submit(parcel);
                unused--;
            }
        } catch (RejectedExecutionException e) {
            LOGGER.debugf("Mails wait for another node: this one stops");
        } finally {
            slots.release(realm, unused);
        }
    }

    private void finished(Parcel parcel) {
        slots.release(parcel.realmId(), 1);
        wake();
    }

    /** Takes nothing more, gives back what no worker has begun, waits for what is under way. */
    @Override
    public void close() {
        open = false;
        workers.giveBack();
        wake();
        try {
            loop.join(config.stopTimeout().toMillis());
            workers.stop(config.stopTimeout());
        } catch (InterruptedException e) {
            workers.stopNow();
            Thread.currentThread().interrupt();
        }
    }
}
