package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.spi.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Why a call failed, in words that are safe to log. */
final class CallFailure {

    enum Kind {
        /** No answer in time. */
        TIMEOUT,
        /** No connection, or it broke. */
        DISCONNECTED,
        /** Redis answered with an error. */
        REFUSED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final Throwable cause;

    private CallFailure(Kind kind, Throwable cause) {
        this.kind = kind;
        this.cause = cause;
    }

    static CallFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof RedisCommandExecutionException) {
                return new CallFailure(Kind.REFUSED, deeper);
            }
        }
        boolean late = cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException;
        return new CallFailure(late ? Kind.TIMEOUT : Kind.DISCONNECTED, cause);
    }

    Kind kind() {
        return kind;
    }

    StoreUnavailableException exception(String operation, String where) {
        String call = operation + ": Redis at " + where;
        return switch (kind) {
            case TIMEOUT -> new StoreUnavailableException(call + " did not answer in time", cause);
            case DISCONNECTED -> new StoreUnavailableException(call + " cannot be reached", cause);
            // without the cause, see reason()
            case REFUSED -> new StoreUnavailableException(call + " answered " + reason(), null);
        };
    }

    /** For the log. Redis repeats a command's arguments in its errors: only their first word is sure to be harmless. */
    String reason() {
        if (kind == Kind.REFUSED) {
            String message = cause.getMessage() == null ? "" : cause.getMessage();
            String word = message.split("\\s", 2)[0];
            return word.matches("[A-Z]{2,20}") ? word : "an error";
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }
}
