package io.github.keycloakporter.redis.connection;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One of the connections all callers share. {@link #tend} makes it, watches it, and makes it anew when it fell silent.
 *
 * <p>The driver mends a connection that broke. It cannot see one whose other end vanished without a word (a lost
 * route, a frozen host) until TCP gives up, which takes a quarter of an hour: hence the watching.
 */
final class SharedConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SharedConnection.class);

    private final RedisConnector connector;
    private final int maxSilentRounds;

    private volatile CompletableFuture<OpenConnection> current = new CompletableFuture<>();
    private volatile boolean answering;
    private volatile long answered;

    // of the tending thread alone
    private RedisFuture<String> ping;
    private int silentRounds;
    private RuntimeException failure;

    SharedConnection(RedisConnector connector, int maxSilentRounds) {
        this.connector = connector;
        this.maxSilentRounds = maxSilentRounds;
    }

    /** The connection, if there is one that can be used at once. */
    OpenConnection ready() {
        OpenConnection open = made();
        return open != null && open.intact().getAsBoolean() ? open : null;
    }

    private OpenConnection made() {
        CompletableFuture<OpenConnection> now = current;
        return now.isCompletedExceptionally() ? null : now.getNow(null);
    }

    /** Waits for the first attempt to connect; says at once how it went when that is past. */
    OpenConnection await(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        return current.get(nanos, TimeUnit.NANOSECONDS);
    }

    boolean answering() {
        return answering;
    }

    /** Whether it answers and the newest question it answered was asked later than that; see {@link System#nanoTime}. */
    boolean answeredSince(long nanos) {
        return answering && answered - nanos > 0;
    }

    /**
     * Connects where there is no connection yet, else asks the server for a sign of life. Blocks only while connecting.
     *
     * @param mayConnect false leaves a missing connection missing
     * @return false when connecting failed, see {@link #failure}
     */
    boolean tend(boolean mayConnect) {
        OpenConnection open = made();
        if (open == null) {
            return !mayConnect || connect();
        }
        if (ping == null || ping.isDone()) {
            silentRounds = 0;
            long asked = System.nanoTime();
            ping = open.commands().ping();
            ping.whenComplete((pong, failure) -> {
                if (failure == null) {
                    answered = asked;
                }
                answering = failure == null;
            });
        } else {
            answering = false;
            silentRounds++;
            if (silentRounds >= maxSilentRounds) {
                drop(open, new RedisException("The connection fell silent"));
            }
        }
        return true;
    }

    /** Why the last attempt to connect failed; for the tending thread. */
    RuntimeException failure() {
        return failure;
    }

    private boolean connect() {
        CompletableFuture<OpenConnection> before = current;
        try {
            long asked = System.nanoTime();
            OpenConnection open = connector.open();
            ping = null;
            silentRounds = 0;
            answered = asked;
            answering = true;
            current = CompletableFuture.completedFuture(open);
            before.complete(open);
            return true;
        } catch (RuntimeException e) {
            failure = e;
            current = CompletableFuture.failedFuture(e);
            before.completeExceptionally(e);
            return false;
        }
    }

    /** Tells callers that wait for the first attempt not to. */
    void giveUp(Throwable why) {
        if (!current.isDone()) {
            CompletableFuture<OpenConnection> before = current;
            current = CompletableFuture.failedFuture(why);
            before.completeExceptionally(why);
        }
    }

    private void drop(OpenConnection open, RedisException why) {
        current = CompletableFuture.failedFuture(why);
        ping.cancel(true);
        open.connection().closeAsync().exceptionally(failure -> {
            LOG.debug("A connection to Redis was already broken when it was closed", failure);
            return null;
        });
    }

    /** Lets nobody wait any more. The connection itself is closed with the client that made it. */
    @Override
    public void close() {
        giveUp(new RedisException("The server shuts down"));
    }
}
