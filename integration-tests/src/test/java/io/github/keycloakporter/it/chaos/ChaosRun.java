package io.github.keycloakporter.it.chaos;

import io.github.keycloakporter.it.chaos.fault.Director;
import io.github.keycloakporter.it.chaos.fault.MailFaults;
import io.github.keycloakporter.it.chaos.fault.PartFaults;
import io.github.keycloakporter.it.chaos.fault.Schedule;
import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.mail.Addresses;
import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.chaos.mail.ProviderReports;
import io.github.keycloakporter.it.chaos.people.Crowd;
import io.github.keycloakporter.it.chaos.people.Diary;
import io.github.keycloakporter.it.chaos.people.Examiner;
import io.github.keycloakporter.it.chaos.people.Pulse;
import io.github.keycloakporter.it.chaos.people.Town;
import io.github.keycloakporter.it.chaos.stack.Installation;
import io.github.keycloakporter.it.chaos.verdict.DelayInvariants;
import io.github.keycloakporter.it.chaos.verdict.Heap;
import io.github.keycloakporter.it.chaos.verdict.MailInvariants;
import io.github.keycloakporter.it.chaos.verdict.PeopleInvariants;
import io.github.keycloakporter.it.chaos.verdict.Records;
import io.github.keycloakporter.it.chaos.verdict.Verdict;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run from start to verdict. It stops by itself and ends only what it started. */
public final class ChaosRun {

    private static final double PEOPLE_PER_SECOND = 1.5;
    private static final int SETTLERS = 25;
    private static final Duration HEAP_INTERVAL = Duration.ofSeconds(60);
    private static final Duration LAST_PEOPLE = Duration.ofSeconds(20);
    private static final Duration SETTLED = Duration.ofSeconds(75);

    private final int minutes;
    private final long seed;
    private final PrintStream out;

    /**
     * @param minutes how long people come; the last 45 s of them are calm
     * @param seed decides what goes wrong when, and what people do
     */
    public ChaosRun(int minutes, long seed, PrintStream out) {
        this.minutes = minutes;
        this.seed = seed;
        this.out = out;
    }

    /** @return what was promised and what happened, as a {@link Report} */
    public Outcome run() throws Exception {
        Progress progress = new Progress(out);
        progress.say("starting two nodes, PostgreSQL, Redis with Sentinel and mail servers");
        try (Installation parts = Installation.start()) {
            progress.say("logs are in " + parts.dir());
            return run(parts, progress);
        }
    }

    /** What a test needs of a {@link Report}. */
    public record Outcome(boolean clean, String markdown) {}

    private Outcome run(Installation parts, Progress progress) throws Exception {
        Diary diary = new Diary();
        Timeline timeline = new Timeline();
        try (Examiner examiner = new Examiner(Installation.LINK_LIFE);
                ProviderReports reports = new ProviderReports(parts.providers(), parts.realm())) {
            parts.mail().onArrival(examiner::examine);
            parts.mail().onArrival(reports::of);
            Town town = new Town(parts.realm(), parts.mail(), examiner, diary);
            town.settle(SETTLERS);
            Duration length = Duration.ofMinutes(minutes);
            Instant start = Instant.now();
            Instant half = start.plus(length.minus(Schedule.CALM).dividedBy(2));
            try (Crowd crowd =
                    new Crowd(town, seed, PEOPLE_PER_SECOND, (int) (length.toSeconds() * PEOPLE_PER_SECOND))) {
                Schedule schedule = Schedule.plan(
                        seed,
                        length,
                        new PartFaults(parts, () -> Instant.now().isAfter(half), crowd::lastWords).all(),
                        new MailFaults(parts.mail(), parts.smtpNetwork(), reports).all());
                print(schedule);
                List<Pulse> pulses = pulses(parts);
                Director director = new Director(schedule, timeline, progress::say, start);
                crowd.begin();
                director.begin();
                Heap heap = heaps(parts, start.plus(length));
                director.await();
                progress.say("calm: nobody comes any more");
                crowd.stop(LAST_PEOPLE);
                settle(parts, examiner, reports, progress);
                pulses.forEach(Pulse::close);
                for (KeycloakNode node : parts.nodes()) {
                    heap.sample(node);
                }
                progress.say("comparing");
                Report report = report(parts, timeline, town, reports, pulses, director, heap);
                return new Outcome(report.isClean(), report.toString());
            }
        }
    }

    private Report report(
            Installation parts,
            Timeline timeline,
            Town town,
            ProviderReports reports,
            List<Pulse> pulses,
            Director director,
            Heap heap) {
        Records records = Records.read(parts.realm());
        List<Arrival> arrivals = parts.mail().arrivals();
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.addAll(new MailInvariants(records, arrivals, timeline, town.diary())
                .all(town.examiner().done(), reports::bounced));
        verdicts.addAll(new DelayInvariants(records, arrivals, timeline, town.diary()).all());
        verdicts.addAll(new PeopleInvariants(records, town.diary(), timeline).all(pulses, director.troubles(), heap));
        verdicts.add(new Verdict(
                "Every report of a provider is accepted",
                reports.accepted(),
                reports.open() == 0 ? List.of() : List.of(reports.open() + " reports were refused to the end")));
        List<String> remarks = new ArrayList<>();
        remarks.add(arrivals.size() + " mails accepted, "
                + (arrivals.size()
                        - arrivals.stream().map(Arrival::mailId).distinct().count()) + " of them again; "
                + parts.mail().refusals().size() + " refusals; "
                + town.examiner().done().size() + " links looked at");
        heap.growths().forEach(growth -> remarks.add("heap of " + growth));
        pulses.forEach(pulse -> remarks.add(pulse.node().name() + " logged somebody in "
                + pulse.beats().stream().filter(Pulse.Beat::works).count() + " times of "
                + pulse.beats().size()));
        return new Report(
                seed, minutes, verdicts, timeline.windows(), town.diary().counts(), remarks);
    }

    private void print(Schedule schedule) {
        out.println("Schedule of seed " + seed + " (begin, length, fault):");
        schedule.parts().forEach(out::println);
        out.println();
        schedule.mail().forEach(out::println);
        out.println();
    }

    private static List<Pulse> pulses(Installation parts) {
        List<Pulse> pulses = new ArrayList<>();
        for (KeycloakNode node : parts.nodes()) {
            String address = "pulse." + pulses.size() + "@" + Addresses.LIVING;
            parts.realm().createUser(address, true);
            Pulse pulse = new Pulse(node, parts.realm(), address);
            pulse.begin();
            pulses.add(pulse);
        }
        return pulses;
    }

    /** Returns at the end of the run. */
    private static Heap heaps(Installation parts, Instant end) throws InterruptedException {
        Heap heap = new Heap();
        Instant next = Instant.now().plus(HEAP_INTERVAL);
        while (Instant.now().isBefore(end)) {
            if (Instant.now().isAfter(next)) {
                for (KeycloakNode node : parts.nodes()) {
                    heap.sample(node);
                }
                next = next.plus(HEAP_INTERVAL);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return heap;
    }

    /** Until nothing is under way any more, or the patience is over. */
    private static void settle(Installation parts, Examiner examiner, ProviderReports reports, Progress progress)
            throws InterruptedException {
        Instant end = Instant.now().plus(SETTLED);
        int open = -1;
        while (Instant.now().isBefore(end)) {
            open = open(parts);
            if (open == 0 && examiner.open() == 0 && reports.open() == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(1_000);
        }
        progress.say("still open: " + open + " mails, " + examiner.open() + " links to look at, " + reports.open()
                + " reports");
    }

    private static int open(Installation parts) {
        try {
            return Records.open(parts.realm());
        } catch (RuntimeException | AssertionError e) {
            return -1;
        }
    }
}
