package io.github.keycloakporter.tools.server;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** A tool cannot do its work: an option is wrong, a server cannot be reached, a right is missing. Says what to change. */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ToolException(String message) {
        super(message);
    }

    public ToolException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the innermost exception that has words says. */
    public static String reason(Throwable failure) {
        String reason = null;
        String connection = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                reason = cause.getMessage();
            }
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                connection = "unknown host";
            } else if (cause instanceof ConnectException && connection == null) {
                connection = "nothing answers there";
            }
        }
        if (connection != null) {
            return connection;
        }
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
