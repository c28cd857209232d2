package io.github.keycloakporter.it.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.chaos.fault.Fault;
import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.people.Diary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleInvariantsTest {

    private static final String ADA = "ada@example.org";

    private final Diary diary = new Diary();
    private final Timeline timeline = new Timeline();

    @Test
    void nothingHappenedNothingIsBroken() {
        assertThat(broken(records(Map.of(ADA, 1), Set.of()), List.of())).isEmpty();
    }

    @Test
    void aProofThatCountsTwice() {
        assertThat(broken(records(Map.of(ADA, 2), Set.of()), List.of()))
                .containsExactly("No link, code or token is accepted twice");
    }

    @Test
    void aLinkThatWorksTwice() {
        diary.acceptedTwice("the link");
        assertThat(broken()).containsExactly("No link, code or token is accepted twice");
    }

    @Test
    void aSessionWithoutAProof() {
        assertThat(broken(records(Map.of(), Set.of(ADA)), List.of()))
                .containsExactly("No account without a proven address has a session");
    }

    @Test
    void aTokenWithoutAProof() {
        diary.cameInUnproven(ADA);
        assertThat(broken()).containsExactly("No account without a proven address has a session");
    }

    @Test
    void anErrorWhileNothingIsBroken() {
        diary.setback("Regular 1", Instant.now().minusSeconds(1), "logging in", new AssertionError("503"));
        assertThat(broken()).containsExactly("People meet no error 15 s after the last fault");
        Fault fault = Fault.of(Part.REDIS, "killed", 1, 2, () -> {}, () -> {});
        timeline.end(
                timeline.begin(fault, Instant.now().minusSeconds(20)),
                Instant.now().minusSeconds(10));
        assertThat(broken()).as("Redis is back for ten seconds only").isEmpty();
    }

    @Test
    void aPartThatDoesNotComeBack() {
        assertThat(broken(records(Map.of(), Set.of()), List.of("Redis does not start")))
                .containsExactly("Every part comes back without help");
    }

    private List<String> broken() {
        return broken(records(Map.of(), Set.of()), List.of());
    }

    private List<String> broken(Records records, List<String> troubles) {
        return new PeopleInvariants(records, diary, timeline)
                .all(List.of(), troubles, new Heap()).stream()
                        .filter(verdict -> !verdict.holds())
                        .map(Verdict::promise)
                        .toList();
    }

    private static Records records(Map<String, Integer> proofs, Set<String> sessions) {
        return new Records(List.of(), List.of(), proofs, sessions);
    }
}
