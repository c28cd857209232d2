package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Remembers for the whole node whether Redis counts the limits. One call that fails is enough, and it is counted in process
 * already; the next ones do not even ask Redis, which could make each of them wait for the command timeout. Once the
 * connections' own check works again, a single call tries; when that is answered too, Redis counts again.
 */
final class Failover {

    private static final Logger LOG = Logger.getLogger(Failover.class);

    private final AtomicReference<Outage> outage = new AtomicReference<>();
    private final Runnable switched;

    /** @param switched is run each time this process takes over */
    Failover(Runnable switched) {
        this.switched = switched;
    }

    /** Whether the next call is counted in process; does not need one to find out that Redis is back. */
    boolean isLocal() {
        Outage known = outage.get();
        return known != null && !known.seemsOver();
    }

    /** @param answeredSince see {@link io.github.keycloakporter.redis.connection.RedisConnection#answeredSince} */
    <T> T first(LongPredicate answeredSince, Supplier<T> inRedis, Supplier<T> inProcess) {
        Outage known = outage.get();
        if (known != null && !known.mayTry()) {
            return inProcess.get();
        }
        try {
            T answer = inRedis.get();
            over(known);
            return answer;
        } catch (StoreUnavailableException e) {
            failed(known, answeredSince, e);
            return inProcess.get();
        } finally {
            if (known != null) {
                known.tried();
            }
        }
    }

    private void failed(Outage known, LongPredicate answeredSince, StoreUnavailableException why) {
        if (known != null) {
            known.failedAgain();
        } else if (outage.compareAndSet(null, new Outage(answeredSince))) {
            LOG.warnf("Limits are counted by this node alone until Redis answers: %s", why.getMessage());
            switched.run();
        }
    }

    private void over(Outage known) {
        if (known != null && outage.compareAndSet(known, null)) {
            LOG.infof(
                    "Limits are counted in Redis again, after %d s",
                    known.lasted().toSeconds());
        }
    }

    private static final class Outage {

        private final long began = System.nanoTime();
        private final AtomicBoolean trying = new AtomicBoolean();
        private final LongPredicate answeredSince;
        private volatile long failed = began;

        Outage(LongPredicate answeredSince) {
            this.answeredSince = answeredSince;
        }

        boolean seemsOver() {
            return answeredSince.test(failed);
        }

        /** True for one caller at a time, who then has to say how it went. */
        boolean mayTry() {
            return seemsOver() && trying.compareAndSet(false, true);
        }

        void failedAgain() {
            failed = System.nanoTime();
        }

        void tried() {
            trying.set(false);
        }

        Duration lasted() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
