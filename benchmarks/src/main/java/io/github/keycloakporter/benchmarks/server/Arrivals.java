package io.github.keycloakporter.benchmarks.server;

import java.time.Duration;
import java.util.Arrays;

/** When each mail was accepted, by {@link System#nanoTime()}. Keeps eight bytes a mail and nothing of the mail itself. */
final class Arrivals {

    private long[] times = new long[1024];
    private int count;

    synchronized void add(int mails) {
        long now = System.nanoTime();
        while (count + mails > times.length) {
            times = Arrays.copyOf(times, 2 * times.length);
        }
        Arrays.fill(times, count, count + mails, now);
        count += mails;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    /** Forgets everything, for the next measurement. */
    synchronized void clear() {
        count = 0;
    }

    /** @param number from 1: the first mail, the second… */
    synchronized long timeOf(int number) {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("Mail " + number + " of " + count);
        }
        return times[number - 1];
    }

    /** Seconds from one mail to a later one. */
    double seconds(int from, int to) {
        return (timeOf(to) - timeOf(from)) / 1e9;
    }

    /** Waits until so many are there; an error if that takes longer than the patience. */
    synchronized void await(int mails, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (count < mails) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(
                        "Only " + count + " of " + mails + " mails arrived within " + patience.toSeconds() + " s");
            }
            wait(left);
        }
    }
}
