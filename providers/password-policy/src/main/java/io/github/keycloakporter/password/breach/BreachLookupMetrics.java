package io.github.keycloakporter.password.breach;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * How look-ups go. Each is counted; the first that failed and the first answered again are logged, with nothing of what was
 * asked. After a failure nobody asks for a while: a registration, which checks twice, would otherwise take a second longer than
 * one of an address that has an account, and so tell of it.
 */
final class BreachLookupMetrics {

    private static final Logger LOGGER = Logger.getLogger(BreachLookupMetrics.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final List<String> RESULTS = List.of("breached", "unknown", "failed");

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long failedAt;

    BreachLookupMetrics(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        RESULTS.forEach(this::lookUps);
    }

    /** Whether it is too early to ask again. */
    boolean pausing() {
        boolean pausing = away.get() && nanoTime.getAsLong() - failedAt < PAUSE_NANOS;
        if (pausing) {
            count("failed");
        }
        return pausing;
    }

    /** Only the kind of the failure: its words name the address that was asked, and so the digits. */
    void failed(IOException e) {
        count("failed");
        failedAt = nanoTime.getAsLong();
        if (!away.getAndSet(true)) {
            LOGGER.warnf(
                    "Passwords cannot be looked up in breaches, the local lists alone decide: %s",
                    e.getClass().getSimpleName());
        }
    }

    void answered() {
        if (away.getAndSet(false)) {
            LOGGER.info("Passwords can be looked up in breaches again");
        }
    }

    boolean told(boolean breached) {
        count(breached ? "breached" : "unknown");
        return breached;
    }

    private void count(String result) {
        lookUps(result).increment();
    }

    private Counter lookUps(String result) {
        return Counter.builder("porter.password.breach.lookups")
                .description("Passwords looked up in known breaches, by result")
                .tag("result", result)
                .register(registry);
    }
}
