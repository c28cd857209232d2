package io.github.keycloakporter.email.dispatch;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Whether a realm has what any mail needs to leave. Logs what is missing once, and again if it goes missing again. */
final class Setup {

    static final String NO_SENDER = "no From address";
    static final String NO_TRANSPORT = "no transport set up";

    private static final Logger LOGGER = Logger.getLogger(Setup.class);

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** The ledger's words for what is missing. */
    static Optional<String> problem(MailBatch batch) {
        if (batch.sender().isEmpty()) {
            return Optional.of(NO_SENDER);
        }
        return batch.routes().isEmpty() ? Optional.of(NO_TRANSPORT) : Optional.empty();
    }

    void check(MailBatch batch) {
        Optional<String> problem = problem(batch);
        if (problem.isEmpty()) {
            warned.remove(batch.realmId());
        } else if (warned.add(batch.realmId())) {
            LOGGER.warnf("Realm %s: mails wait, because %s", batch.realmName(), explanation(problem.get()));
        }
    }

    private static String explanation(String problem) {
        return problem.equals(NO_SENDER)
                ? "the From address is empty: fill it in under Realm settings, Email"
                : "no transport is set up: fill in Host under Realm settings, Email, or give an API key by"
                        + " --spi-email-transport--sendgrid--api-key";
    }
}
