package io.github.keycloakporter.email.outbox;

import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.KeycloakSessionTaskWithResult;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A transaction of its own, done again from the start where the database refused it for the sake of another: both wrote the
 * same row first (H2's MERGE looks and then inserts), or each waited for what the other held.
 */
public final class RetriedTransaction {

    private static final Logger LOGGER = Logger.getLogger(RetriedTransaction.class);

    private static final int ATTEMPTS = 3;

    private RetriedTransaction() {}

    /** See {@link #call}. */
    public static void run(KeycloakSessionFactory sessions, KeycloakSessionTask work) {
        call(sessions, session -> {
            work.run(session);
            return null;
        });
    }

    /** @param work may be called more than once, each time with a session of its own */
    public static <T> T call(KeycloakSessionFactory sessions, KeycloakSessionTaskWithResult<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(sessions, work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !metAnother(e)) {
                    throw e;
                }
                LOGGER.debugf(
                        "Met another transaction and is done again: %s",
                        e.getClass().getName());
            }
        }
    }

    /** By the classes of SQLSTATE: 23 is a violated constraint, 40 a transaction that was rolled back for another. */
    private static boolean metAnother(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("23") || sql.getSQLState().startsWith("40");
            }
        }
        return false;
    }
}
