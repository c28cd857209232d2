package io.github.keycloakporter.redis.connection.driver;

import io.github.keycloakporter.spi.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a call failed, in words that are safe to log. */
public final class CallFailure {

    public enum Kind {
        /** No answer in time. */
        TIMEOUT,
        /** No connection, or it broke. */
        DISCONNECTED,
        /** Redis answered with an error. */
        REFUSED;

        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What stands first; Redis before 7 puts the error of a command in a script behind a dash. */
    private static final Pattern CODE = Pattern.compile("^(?:ERR Error running script.* -)?([A-Z]{2,20})\\b");

    private static final Pattern COMMAND = Pattern.compile("run the '([a-z|]{2,30})' command");
    private static final int MOST_CAUSES = 50;

    private final Kind kind;
    private final Throwable cause;
    private final String code;
    private final String command;
    private final RedisTrouble trouble;

    private CallFailure(Kind kind, Throwable cause, String text) {
        this.kind = kind;
        this.cause = cause;
        Optional<String> answer = kind == Kind.REFUSED ? Optional.ofNullable(cause.getMessage()) : Optional.empty();
        this.code = answer.map(CODE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("");
        this.command = answer.map(COMMAND::matcher)
                .filter(Matcher::find)
                .map(found -> " (" + found.group(1) + ")")
                .orElse("");
        this.trouble = RedisTrouble.of(code, text);
    }

    public static CallFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        List<Throwable> all = all(cause);
        String text = all.stream().map(Throwable::toString).collect(Collectors.joining("\n"));
        for (Throwable one : all) {
            if (one instanceof RedisCommandExecutionException) {
                return new CallFailure(Kind.REFUSED, one, text);
            }
        }
        boolean late = cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException;
        return new CallFailure(late ? Kind.TIMEOUT : Kind.DISCONNECTED, cause, text);
    }

    /** With all causes, and what the driver suppressed: it tells so of the several servers it tried. */
    private static List<Throwable> all(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(thrown));
        while (!open.isEmpty() && all.size() < MOST_CAUSES) {
            Throwable next = open.removeFirst();
            if (seen.add(next)) {
                all.add(next);
                Collections.addAll(open, next.getSuppressed());
                if (next.getCause() != null) {
                    open.addFirst(next.getCause());
                }
            }
        }
        return all;
    }

    public Kind kind() {
        return kind;
    }

    public RedisTrouble trouble() {
        return trouble;
    }

    public Throwable cause() {
        return cause;
    }

    /** Without a stack and a cause: while Redis is away there are many, and whoever logs one should log one line. */
    public StoreUnavailableException exception(String operation, String where) {
        String call = operation + ": Redis at " + where;
        return new StoreUnavailableException(
                switch (kind) {
                    case TIMEOUT -> call + " did not answer in time";
                    case DISCONNECTED -> call + " cannot be reached (" + reason() + ")";
                    case REFUSED -> call + " answered " + reason();
                });
    }

    /**
     * For the log. Redis repeats a command's arguments in its errors: only their first word, and the name of a command that the
     * user may not run, are sure to be harmless.
     */
    public String reason() {
        if (kind == Kind.REFUSED) {
            return (code.isEmpty() ? "an error" : code) + command;
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }

    /** The reason, and what to do about it. */
    public String reasonAndAdvice() {
        return reason() + ": " + trouble.advice();
    }
}
