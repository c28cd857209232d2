package io.github.keycloakporter.localstack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a process to become ready. */
final class Waiting {

    private static final long POLL_MILLIS = 50;

    private Waiting() {}

    /** Polls until ready. Fails as soon as the process is gone, and kills it when the time is up. */
    static void until(String part, Duration timeout, ChildProcess process, BooleanSupplier ready) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            process.requireAlive();
            if (System.nanoTime() > end) {
                process.kill();
                throw new StackException(part + " was not ready after " + timeout.toSeconds()
                        + " s; the end of its log:\n" + process.tail());
            }
            pause(process);
        }
    }

    private static void pause(ChildProcess process) {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.kill();
            throw new StackException("Interrupted while a part was starting", e);
        }
    }
}
