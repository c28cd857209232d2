package io.github.keycloakporter.it.chaos.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries out a schedule, each lane in a thread of its own. What begins too late begins as soon as the one before it is over. */
public final class Director {

    private final Schedule schedule;
    private final Timeline timeline;
    private final Consumer<String> progress;
    private final Instant start;
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<Thread> lanes = new ArrayList<>();

    public Director(Schedule schedule, Timeline timeline, Consumer<String> progress, Instant start) {
        this.schedule = schedule;
        this.timeline = timeline;
        this.progress = progress;
        this.start = start;
    }

    public void begin() {
        lanes.add(lane("chaos-parts", schedule.parts()));
        lanes.add(lane("chaos-mail", schedule.mail()));
    }

    /** Returns when the last fault is over. */
    public void await() throws InterruptedException {
        for (Thread lane : lanes) {
            lane.join();
        }
    }

    /** What could not be broken or mended: a part that does not start again is one. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    private Thread lane(String name, List<Schedule.Entry> entries) {
        Thread thread = new Thread(() -> carryOut(entries), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void carryOut(List<Schedule.Entry> entries) {
        try {
            for (Schedule.Entry entry : entries) {
                long wait =
                        Duration.between(Instant.now(), start.plus(entry.at())).toMillis();
                TimeUnit.MILLISECONDS.sleep(Math.max(0, wait));
                carryOut(entry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(Schedule.Entry entry) throws InterruptedException {
        progress.accept(entry.fault() + " for " + entry.length().toMillis() / 1_000 + " s");
        Timeline.Window window = timeline.begin(entry.fault());
        try {
            attempt(entry.fault(), entry.fault().begin());
            TimeUnit.NANOSECONDS.sleep(entry.length().toNanos());
        } finally {
            attempt(entry.fault(), entry.fault().end());
            timeline.end(window);
        }
        progress.accept(entry.fault() + " is over");
    }

    private void attempt(Fault fault, Fault.Action action) throws InterruptedException {
        try {
            action.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            troubles.add(fault + " at " + Instant.now() + ": " + e);
        }
    }
}
