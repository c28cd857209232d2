package io.github.keycloakporter.password.breach;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Counts every question; logs the first that failed and the first answered again, and nothing of what was asked. */
final class BreachLog {

    private static final Logger LOGGER = Logger.getLogger(BreachLog.class);

    private final MeterRegistry registry;
    private final AtomicBoolean away = new AtomicBoolean();

    BreachLog(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Only the kind of the failure: its words name the address that was asked, and so the digits. */
    void failed(IOException e) {
        count("failed");
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
        Counter.builder("porter.password.breach.lookups")
                .description("Passwords looked up in known breaches, by result")
                .tag("result", result)
                .register(registry)
                .increment();
    }
}
