package io.github.keycloakporter.localstack;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One line for each step: its name at once, a dot every second, its duration at the end. */
final class ConsoleProgress implements Progress {

    private static final double NANOS = 1e9;

    private final PrintStream out;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void step(String what, Runnable work) {
        out.print("  " + what);
        out.flush();
        long begun = System.nanoTime();
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(ConsoleProgress::thread);
        ScheduledFuture<?> dots = ticker.scheduleAtFixedRate(this::dot, 1, 1, TimeUnit.SECONDS);
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            dots.cancel(false);
            ticker.shutdown();
            out.println(" " + (done ? seconds(System.nanoTime() - begun) : "failed"));
        }
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / NANOS);
    }

    private void dot() {
        out.print('.');
        out.flush();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }
}
