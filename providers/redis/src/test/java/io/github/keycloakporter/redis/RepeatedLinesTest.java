package io.github.keycloakporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.outage.RepeatedLines;
import io.github.keycloakporter.spi.StoreUnavailableException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private static final StoreUnavailableException OUTAGE =
            new StoreUnavailableException("single-use.put: Redis at one:6379 cannot be reached");

    /** Held, or it would be forgotten with its filter. */
    private final Logger logger = Logger.getLogger(RepeatedLinesTest.class.getName());

    @Test
    void aWarningThatIsRepeatedIsLoggedOnce() {
        try (LogOf log = new LogOf(RepeatedLinesTest.class);
                RepeatedLines lines = new RepeatedLines().fold(logger.getName())) {
            for (int i = 0; i < 50; i++) {
                logger.warning("Cannot connect");
                logger.log(Level.SEVERE, "Cannot connect at all");
            }
            logger.info("Something else");

            assertThat(log.lines()).containsExactly("WARNING Cannot connect", "INFO Something else");
        }
    }

    @Test
    void ofALoggerOfKeycloakOnlyOutagesAreFolded() {
        try (LogOf log = new LogOf(RepeatedLinesTest.class);
                RepeatedLines lines = new RepeatedLines().foldOutages(logger.getName())) {
            for (int i = 0; i < 50; i++) {
                logger.log(Level.WARNING, "Failed authentication", OUTAGE);
                logger.log(Level.SEVERE, "Uncaught server error", new IllegalStateException("commit", OUTAGE));
            }
            logger.log(Level.SEVERE, "Uncaught server error", new IllegalStateException("a bug"));
            logger.warning("A warning");

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING Failed authentication", "SEVERE Uncaught server error", "WARNING A warning");
        }
    }

    @Test
    void whatIsClosedFoldsNothing() {
        try (LogOf log = new LogOf(RepeatedLinesTest.class)) {
            new RepeatedLines().fold(logger.getName()).close();
            logger.warning("Cannot connect");
            logger.warning("Cannot connect");

            assertThat(log.lines()).hasSize(2);
        }
    }
}
