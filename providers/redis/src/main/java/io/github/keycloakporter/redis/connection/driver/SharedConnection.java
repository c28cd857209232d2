package io.github.keycloakporter.redis.connection.driver;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One of the connections that all callers share. {@link #tend} makes it, lets Redis work over it, and replaces it: when it
 * broke, when the server is the wrong one or wants another password, and when it fell silent. A new connection resolves the
 * host's name, asks the Sentinels and reads the password again.
 *
 * <p>TCP notices only after a quarter of an hour that the other end vanished without a word (a lost route, a frozen host).
 */
public final class SharedConnection implements AutoCloseable {

    private final RedisConnector connector;
    private final Duration maxSilence;

    private volatile CompletableFuture<OpenConnection> current = new CompletableFuture<>();
    private volatile CallFailure failure;
    private volatile boolean works;
    private volatile long answered;
    private volatile OpenConnection working;

    // of the tending thread alone
    private CompletableFuture<Void> work;
    private long asked;

    /** @param maxSilence after how long without an answer a connection is replaced */
    public SharedConnection(RedisConnector connector, Duration maxSilence) {
        this.connector = connector;
        this.maxSilence = maxSilence;
    }

    /** The connection, if there is one that can be used at once. */
    public OpenConnection ready() {
        OpenConnection open = made();
        return open != null && open.intact() ? open : null;
    }

    private OpenConnection made() {
        CompletableFuture<OpenConnection> now = current;
        return now.isCompletedExceptionally() ? null : now.getNow(null);
    }

    /** Whether there is a connection that broke. */
    public boolean broken() {
        return made() != null && ready() == null;
    }

    /** Waits for the first attempt to connect; says at once how it went when that is past. */
    public OpenConnection await(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        return current.get(nanos, TimeUnit.NANOSECONDS);
    }

    /** Whether Redis could do its work when it was last asked to. */
    public boolean works() {
        return works;
    }

    /** Whether it works, and was asked for the newest work later than that; see {@link System#nanoTime}. */
    public boolean workedSince(long nanos) {
        return works && answered - nanos > 0;
    }

    /** Why it does not work; null before the first attempt. */
    public CallFailure failure() {
        return failure;
    }

    /**
     * Connects where there is no connection that can be used, else lets Redis work. Blocks only while connecting.
     *
     * @param mayConnect false leaves a missing connection missing
     * @return false when connecting failed, see {@link #failure}
     */
    public boolean tend(boolean mayConnect) {
        OpenConnection open = ready();
        if (open != null && !mustBeReplaced(open)) {
            if (!work.isDone()) {
                failed(new TimeoutException("No answer"));
                return true;
            }
            letWork(open);
            // a connection that just broke fails at once
            if (!work.isCompletedExceptionally() || !mustBeReplaced(open)) {
                return true;
            }
        }
        works = false;
        drop(new RedisException("Not connected"));
        return !mayConnect || connect();
    }

    private boolean mustBeReplaced(OpenConnection open) {
        if (works || failure == null) {
            return false;
        }
        if (!work.isDone()) {
            return System.nanoTime() - asked > maxSilence.toNanos();
        }
        return failure.trouble().needsNewConnection() && !open.recovers();
    }

    private void letWork(OpenConnection open) {
        long now = System.nanoTime();
        asked = now;
        working = open;
        work = RedisWork.on(open, connector.keyPrefix()).whenComplete((done, thrown) -> {
            if (working != open) {
                return; // it was replaced meanwhile
            }
            if (thrown == null) {
                answered = now;
                works = true;
            } else {
                failed(thrown);
            }
        });
    }

    private void failed(Throwable thrown) {
        failure = CallFailure.of(thrown);
        works = false;
    }

    private boolean connect() {
        CompletableFuture<OpenConnection> before = current;
        OpenConnection open = null;
        try {
            open = connector.open();
            letWork(open);
            work.get(connector.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RuntimeException | TimeoutException | ExecutionException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(e);
        }
        if (open == null || !works && failure.trouble().needsNewConnection() && !open.recovers()) {
            current = CompletableFuture.failedFuture(failure.cause());
            before.completeExceptionally(failure.cause());
            if (open != null) {
                working = null;
                open.close();
            }
            return false;
        }
        current = CompletableFuture.completedFuture(open);
        before.complete(open);
        return true;
    }

    /** Ends the waiting of callers for the first attempt. */
    public void giveUp(Throwable why) {
        if (!current.isDone()) {
            CompletableFuture<OpenConnection> before = current;
            current = CompletableFuture.failedFuture(why);
            before.completeExceptionally(why);
        }
    }

    private void drop(Throwable why) {
        OpenConnection open = made();
        if (open != null) {
            current = CompletableFuture.failedFuture(why);
            working = null;
            open.close();
        }
    }

    /** Nobody waits any longer. The connection itself is closed with the client that made it. */
    @Override
    public void close() {
        giveUp(new RedisException("The server shuts down"));
    }
}
