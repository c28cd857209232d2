package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens each mailed link when it arrives, in a browser of nobody, which changes nothing, and some of them again at the end of their life. */
public final class Examiner implements AutoCloseable {

    /** An old link is looked at so long before its end. */
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(20);

    private static final List<String> KINDS = List.of("verify-email", "password-reset");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final long AGAIN_MILLIS = 700;

    /**
     * A dead link is looked at once more after that. A primary that Sentinel has replaced answers with the past until Porter notices,
     * a second or two; people need longer to open a mail.
     */
    private static final long STALE_MILLIS = 3_000;

    /** What the link led to. */
    public enum Finding {
        ALIVE,
        DEAD,
        NO_ANSWER
    }

    /** @param late whether it was near the end of its life */
    public record Exam(Arrival arrival, Instant at, Finding finding, boolean late, String page) {

        @Override
        public String toString() {
            return arrival + " to " + arrival.address() + (late ? ", looked at again" : ", looked at") + " at " + at
                    + ": " + page;
        }
    }

    private final Duration linkLife;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(6);
    private final Map<Arrival, CompletableFuture<Exam>> exams = new ConcurrentHashMap<>();
    private final List<Exam> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    /** @param linkLife how long links of the realm live */
    public Examiner(Duration linkLife) {
        this.linkLife = linkLife;
    }

    public void examine(Arrival arrival) {
        if (KINDS.contains(arrival.kind())) {
            open.incrementAndGet();
            look(arrival, exam(arrival), Instant.now().plus(PATIENCE), false, true);
        }
    }

    /** Looks once more when the link is almost at its end. */
    public void examineLate(Arrival arrival) {
        Duration wait =
                Duration.between(Instant.now(), arrival.at().plus(linkLife).minus(BEFORE_THE_END));
        threads.schedule(
                () -> look(
                        arrival,
                        new CompletableFuture<>(),
                        Instant.now().plus(BEFORE_THE_END).minusSeconds(5),
                        true,
                        false),
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** The result, when it is there. */
    public CompletableFuture<Exam> exam(Arrival arrival) {
        return exams.computeIfAbsent(arrival, key -> new CompletableFuture<>());
    }

    public List<Exam> done() {
        return List.copyOf(done);
    }

    /** Exams of arrivals that are under way. */
    public int open() {
        return open.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void look(
            Arrival arrival, CompletableFuture<Exam> result, Instant end, boolean late, boolean onceMoreIfDead) {
        threads.execute(() -> {
            Exam exam = open(arrival, late);
            if (exam.finding() == Finding.NO_ANSWER && Instant.now().isBefore(end)) {
                threads.schedule(
                        () -> look(arrival, result, end, late, onceMoreIfDead), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            if (exam.finding() == Finding.DEAD && onceMoreIfDead) {
                threads.schedule(() -> look(arrival, result, end, late, false), STALE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            done.add(exam);
            result.complete(exam);
            if (!late) {
                open.decrementAndGet();
            }
        });
    }

    private static Exam open(Arrival arrival, boolean late) {
        Instant at = Instant.now();
        try {
            URI link = new Letter(arrival.mail()).link();
            Page page = new Browser().waitingAtMost(ANSWER).open(link);
            Finding finding = page.status() >= 500
                    ? Finding.NO_ANSWER
                    : page.has("form:has(input[name=proof])") ? Finding.ALIVE : Finding.DEAD;
            return new Exam(
                    arrival,
                    at,
                    finding,
                    late,
                    page.status() + " " + page.document().title());
        } catch (RuntimeException | AssertionError e) {
            return new Exam(arrival, at, Finding.NO_ANSWER, late, e.toString());
        }
    }
}
