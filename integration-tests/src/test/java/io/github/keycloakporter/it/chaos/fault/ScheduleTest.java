package io.github.keycloakporter.it.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.chaos.fault.Fault.Holds;
import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final List<Fault> parts = new PartFaults(null, () -> false, node -> {}).all();
    private final List<Fault> mail = new MailFaults(null, null, null).all();

    @Test
    void theSameSeedGivesTheSameSchedule() {
        assertThat(plan(7, 30).toString())
                .isEqualTo(plan(7, 30).toString())
                .isNotEqualTo(plan(8, 30).toString());
    }

    @Test
    void halfAnHourHasEveryFault() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(faults(plan(seed, 30).parts())).as("seed " + seed).containsAll(parts);
            assertThat(faults(plan(seed, 30).mail())).as("seed " + seed).containsAll(mail);
        }
    }

    @Test
    void faultsOfOneLaneFollowEachOtherAndEndBeforeTheCalm() {
        for (int minutes : new int[] {1, 2, 30}) {
            Schedule schedule = plan(3, minutes);
            Stream.of(schedule.parts(), schedule.mail()).forEach(lane -> {
                for (int i = 1; i < lane.size(); i++) {
                    assertThat(lane.get(i).at()).isGreaterThan(lane.get(i - 1).over());
                }
            });
            assertThat(schedule.parts()).allSatisfy(entry -> assertThat(entry.over())
                    .isLessThanOrEqualTo(Duration.ofMinutes(minutes).minus(Schedule.CALM)));
        }
    }

    /** Otherwise nobody could tell whose fault it is that a mail waits. */
    @Test
    void inABreatherOneOfTheMailProvidersWorks() {
        Schedule schedule = plan(5, 30);
        Duration last = schedule.parts().get(schedule.parts().size() - 1).over();
        assertThat(schedule.mail().stream().filter(entry -> entry.at().compareTo(last) > 0))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.fault().holds()).isEqualTo(Holds.NOBODYS));
    }

    /** The run that is part of the tests is worth its time. */
    @Test
    void theShortRunBreaksEveryKindOfPart() {
        Schedule schedule = plan(io.github.keycloakporter.it.ChaosIT.SEED, 2);
        Set<Part> broken = faults(schedule.parts()).stream().map(Fault::part).collect(Collectors.toSet());
        assertThat(broken).contains(Part.NODE, Part.REDIS, Part.DATABASE);
    }

    private Schedule plan(long seed, int minutes) {
        return Schedule.plan(seed, Duration.ofMinutes(minutes), parts, mail);
    }

    private static Set<Fault> faults(List<Schedule.Entry> lane) {
        return lane.stream().map(Schedule.Entry::fault).collect(Collectors.toSet());
    }
}
