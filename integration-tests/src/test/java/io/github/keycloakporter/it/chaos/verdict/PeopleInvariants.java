package io.github.keycloakporter.it.chaos.verdict;

import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.people.Diary;
import io.github.keycloakporter.it.chaos.people.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is promised to people and operators, held against what people saw and what the nodes answered. */
public final class PeopleInvariants {

    /** Within which everything works again when Redis or the database is back. */
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private final Records records;
    private final Diary diary;
    private final Timeline timeline;

    public PeopleInvariants(Records records, Diary diary, Timeline timeline) {
        this.records = records;
        this.diary = diary;
        this.timeline = timeline;
    }

    public List<Verdict> all(List<Pulse> pulses, List<String> troubles, Heap heap) {
        return List.of(
                nothingIsAcceptedTwice(),
                nobodyComesInUnproven(),
                peopleMeetNoErrorWhileAllWorks(),
                partsRecover(pulses),
                partsComeBack(troubles),
                heapsAreFlat(heap));
    }

    private Verdict nothingIsAcceptedTwice() {
        List<String> twice = new ArrayList<>(diary.acceptedTwice());
        records.proofs().forEach((address, proofs) -> {
            if (proofs > 1) {
                twice.add(address + " proved the address " + proofs + " times");
            }
        });
        int looked = diary.times("used links tried again")
                + diary.times("arrived in the app")
                + records.proofs().size();
        return new Verdict("No link, code or token is accepted twice", looked, twice);
    }

    private Verdict nobodyComesInUnproven() {
        List<String> in = new ArrayList<>(diary.cameInUnproven());
        Set<String> sessions = records.unprovenWithSession();
        sessions.forEach(address -> in.add(address + " has a session"));
        int looked = diary.times("arrived in the app") + diary.times("Unproven");
        return new Verdict("No account without a proven address has a session", looked, in);
    }

    private Verdict peopleMeetNoErrorWhileAllWorks() {
        List<String> errors = diary.setbacks().stream()
                .filter(setback -> !timeline.disturbedPeople(setback.started(), setback.at(), RECOVERY))
                .map(Diary.Setback::toString)
                .toList();
        int lives = diary.counts().entrySet().stream()
                .filter(entry ->
                        Set.of("Newcomer", "Forgetful", "Regular", "Unproven").contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return new Verdict("People meet no error 15 s after the last fault", lives, errors);
    }

    /** Of each fault of Redis and database: when each node could log somebody in again. */
    private Verdict partsRecover(List<Pulse> pulses) {
        List<String> slow = new ArrayList<>();
        int looked = 0;
        for (Timeline.Window window : timeline.windows()) {
            Instant over = window.to();
            boolean another = timeline.windows().stream()
                    .anyMatch(other -> other != window
                            && other.fault().part().isSeenByPeople()
                            && other.touches(over, over.plus(RECOVERY)));
            if (!window.fault().part().isSeenByPeople() || another) {
                continue;
            }
            for (Pulse pulse : pulses) {
                looked++;
                Optional<Instant> works = pulse.worksAfter(over);
                if (works.isEmpty() || works.get().isAfter(over.plus(RECOVERY))) {
                    slow.add(pulse.node().name() + " after " + window + ": log-ins work again "
                            + works.map(at -> "after "
                                            + Duration.between(over, at).toSeconds() + " s")
                                    .orElse("never")
                            + "; " + lastFailure(pulse));
                }
            }
        }
        return new Verdict("15 s after a fault every node logs people in again", looked, slow);
    }

    private static String lastFailure(Pulse pulse) {
        return pulse.beats().stream()
                .filter(beat -> !beat.works())
                .reduce((older, newer) -> newer)
                .map(beat -> beat.asked() + " "
                        + beat.what().substring(0, Math.min(200, beat.what().length())))
                .orElse("no failure");
    }

    private Verdict partsComeBack(List<String> troubles) {
        long faults = timeline.windows().stream()
                .filter(window -> window.fault().part() != Part.SMTP)
                .count();
        return new Verdict("Every part comes back without help", (int) faults, troubles);
    }

    private static Verdict heapsAreFlat(Heap heap) {
        List<Heap.Growth> growths = heap.growths();
        return new Verdict(
                "The heap of a node stays flat",
                growths.size(),
                growths.stream()
                        .filter(Heap.Growth::isTooMuch)
                        .map(Heap.Growth::toString)
                        .toList());
    }
}
