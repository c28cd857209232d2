package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One for each node. One thread takes due mails in short transactions, as many as there are free slots; workers carry them
 * outside of any transaction and write down the outcome in a short one.
 */
public final class MailDispatcher implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(MailDispatcher.class);

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private final Slots slots;
    private final ParcelSorter sorter;
    private final Housekeeping housekeeping;
    private final ThreadPoolExecutor workers;
    private final Lanes lanes;
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
    private final Thread loop = new Thread(this::run, "porter-mail");
    private volatile Courier courier;
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
        // no more than there are slots ever stand in it
        this.workers = new ThreadPoolExecutor(
                config.parallelism(), config.parallelism(), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "porter-mail-courier");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        this.lanes = new Lanes(workers, config.realmParallelism());
        loop.setDaemon(true);
    }

    public void start() {
        Circuits circuits = new Circuits(config.circuitOpen(), Metrics.globalRegistry);
        courier = new Courier(
                new Gates(circuits, permits()),
                new RetryPolicy(config, ThreadLocalRandom.current(), Clock.systemUTC()),
                new LinkCheck(sessions)::isDead,
                metrics,
                Clock.systemUTC());
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
                lanes.submit(realm, () -> work(parcel));
                unused--;
            }
        } catch (RejectedExecutionException e) {
            LOGGER.debugf("Mails wait for another node: this one stops");
        } finally {
            slots.release(realm, unused);
        }
    }

    private void work(Parcel parcel) {
        try {
            Map<QueuedMail, Outcome> outcomes = open ? courier.carry(parcel) : untouched(parcel);
            KeycloakModelUtils.runJobInTransaction(sessions, session -> {
                RealmModel realm = session.realms().getRealm(parcel.realmId());
                if (realm != null) {
                    session.getContext().setRealm(realm);
                    MailQueue queue = new MailQueue(session, config, metrics);
                    outcomes.forEach((mail, outcome) -> queue.finish(realm, mail, outcome, System.currentTimeMillis()));
                }
            });
        } catch (RuntimeException e) {
            LOGGER.errorf(
                    "The outcome of %d mails could not be written down (%s); they are sent again when the lease ends",
                    parcel.mails().size(), e.getClass().getName());
        } finally {
            slots.release(parcel.realmId(), 1);
            wake();
        }
    }

    /** What waited for a worker when the stop came: any node may have it at once. */
    private static Map<QueuedMail, Outcome> untouched(Parcel parcel) {
        Outcome release = Outcome.again(false, Optional.empty(), Optional.empty(), System.currentTimeMillis());
        return parcel.mails().stream().collect(Collectors.toMap(Function.identity(), mail -> release));
    }

    /**
     * Takes nothing more, gives back what no worker has begun, waits for what is under way. What is not done in time falls
     * due when its lease ends.
     */
    @Override
    public void close() {
        open = false;
        wake();
        try {
            loop.join(config.stopTimeout().toMillis());
            workers.shutdown();
            if (!workers.awaitTermination(config.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.warnf("%d mail deliveries were still under way at the stop", workers.getActiveCount());
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
