package io.github.keycloakporter.it.chaos.verdict;

import io.github.keycloakporter.it.chaos.fault.Fault.Holds;
import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.mail.Addresses;
import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.chaos.people.Diary;
import io.github.keycloakporter.it.chaos.verdict.Records.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How long mails may wait, held against when providers took them. */
public final class DelayInvariants {

    /** Within which a mail leaves while one of the providers works, and all parts do. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    /** What was broken may need so long to work again: 30 s until a circuit closes, and the wait before the next attempt. */
    private static final Duration AFTERMATH = Duration.ofSeconds(45);

    /** From the begin of the fault: it takes its time until the node is dead. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(35);

    private final Records records;
    private final Timeline timeline;
    private final Diary diary;
    private final Map<String, List<Arrival>> byMail;

    public DelayInvariants(Records records, List<Arrival> arrivals, Timeline timeline, Diary diary) {
        this.records = records;
        this.timeline = timeline;
        this.diary = diary;
        byMail = arrivals.stream().collect(Collectors.groupingBy(Arrival::mailId));
    }

    public List<Verdict> all() {
        return List.of(othersFaultsHoldNobodyUp(), mailsOfADeadNodeLeave());
    }

    private Verdict othersFaultsHoldNobodyUp() {
        List<String> late = new ArrayList<>();
        int looked = 0;
        for (Row row : records.rows()) {
            Optional<Arrival> first =
                    byMail.getOrDefault(row.id(), List.of()).stream().min(Comparator.comparing(Arrival::at));
            Instant end = first.map(Arrival::at).orElse(row.created()).plusSeconds(1);
            boolean free = !timeline.heldMail(
                    row.address(), row.created(), row.created().plus(AT_ONCE), AFTERMATH);
            if (free && first.isPresent()) {
                looked++;
                if (Duration.between(row.created(), end).compareTo(AT_ONCE) > 0) {
                    late.add(first.get() + " of " + row);
                }
            }
        }
        return new Verdict("A fault that is not its own holds no mail up for 20 s", looked, late);
    }

    /** Looks only where nothing else holds mail: then those that waited at the death of a node are the ones it had taken. */
    private Verdict mailsOfADeadNodeLeave() {
        List<String> late = new ArrayList<>();
        int looked = 0;
        for (Timeline.Window death : timeline.windows()) {
            Instant end = death.from().plus(TAKE_OVER);
            if (death.fault().part() != Part.NODE
                    || !death.fault().name().equals("killed")
                    || heldByAnother(death, end)) {
                continue;
            }
            for (Row row : records.rows()) {
                boolean waited = row.created().isAfter(death.from().minusSeconds(5))
                        && row.created().isBefore(death.from().plusSeconds(30))
                        && !Addresses.isDead(row.address());
                if (waited) {
                    looked++;
                    boolean left = byMail.getOrDefault(row.id(), List.of()).stream()
                            .anyMatch(arrival -> arrival.at().isBefore(end));
                    if (!left && !records.isPointless(row, diary)) {
                        late.add(row + "; a node died about " + death.from());
                    }
                }
            }
        }
        return new Verdict("Mails of a dead node leave from another within 30 s", looked, late);
    }

    private boolean heldByAnother(Timeline.Window death, Instant end) {
        return timeline.windows().stream()
                .anyMatch(other -> other != death
                        && other.fault().holds() == Holds.EVERYBODYS
                        && other.touches(death.from(), end));
    }
}
