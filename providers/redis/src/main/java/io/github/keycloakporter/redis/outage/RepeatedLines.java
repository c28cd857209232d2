package io.github.keycloakporter.redis.outage;

import io.github.keycloakporter.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Folds what is logged again and again while a store is away: each logger has one such line a minute, and says how many more
 * there were. The beginning and the end of the outage are logged elsewhere.
 *
 * <p>Works on loggers of others too: the driver warns at each attempt to connect, and Keycloak at each login that fails.
 */
public final class RepeatedLines implements AutoCloseable {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final List<Folding> foldings = new ArrayList<>();

    /** Folds all warnings and errors of a logger. */
    public RepeatedLines fold(String logger) {
        return fold(logger, entry -> true);
    }

    /** Folds those with a {@link StoreUnavailableException}. */
    public RepeatedLines foldOutages(String logger) {
        return fold(logger, entry -> isOutage(entry.getThrown()));
    }

    private RepeatedLines fold(String logger, Predicate<LogRecord> which) {
        foldings.add(new Folding(Logger.getLogger(logger), which));
        return this;
    }

    private static boolean isOutage(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailableException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        foldings.forEach(Folding::end);
    }

    private static final class Folding implements Filter {

        private final Logger logger;
        private final Predicate<LogRecord> which;
        private final Filter before;
        private boolean ended;
        private long shown;
        private long hidden = -1;

        Folding(Logger logger, Predicate<LogRecord> which) {
            this.logger = logger;
            this.which = which;
            this.before = logger.getFilter();
            logger.setFilter(this);
        }

        @Override
        public synchronized boolean isLoggable(LogRecord entry) {
            if (before != null && !before.isLoggable(entry)) {
                return false;
            }
            if (ended || entry.getLevel().intValue() < Level.WARNING.intValue() || !which.test(entry)) {
                return true;
            }
            long now = System.nanoTime();
            if (hidden >= 0 && now - shown < WINDOW.toNanos()) {
                hidden++;
                return false;
            }
            if (hidden > 0) {
                entry.setMessage(entry.getMessage() + " (and " + hidden + " more like this since the last)");
            }
            shown = now;
            hidden = 0;
            return true;
        }

        synchronized void end() {
            ended = true;
            if (logger.getFilter() == this) {
                logger.setFilter(before);
            }
        }
    }
}
