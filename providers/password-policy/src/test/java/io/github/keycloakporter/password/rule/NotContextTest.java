package io.github.keycloakporter.password.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotContextTest {

    private final NotContext rule = NotContext.of(
            Stream.of(
                            Stream.of("Harbour Library", "journey-app"),
                            NotContext.parts("Marie-Thérèse"),
                            NotContext.parts("Weber"))
                    .flatMap(words -> words)
                    .toList(),
            List.of("m.weber_1972@mail.lighthouse.example", "maisie"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xx-marie-7-xx",
                "xx-thérèse-xx",
                "XX-THÉRÈSE-XX",
                "the\u0301re\u0300se-x",
                "xx-W3B3R-xx",
                "xx-w.e.b.e.r-xx",
                "born in 1972",
                "my l1ghth0use!",
                "my LIGHTHOUSE",
                "harbour-library 7",
                "H@rbour L1brary",
                "journey.app 2026",
                "m4isie 4 ever",
                "ma!s!e 4 ever"
            })
    void knowsWhatEverybodyKnows(String password) {
        assertThat(rule.isMetBy(Candidate.of(password))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Correct-Horse-7!", "a harbour and a book", "an example of a post", "", "we are rare"})
    void letsOthersPass(String password) {
        assertThat(rule.isMetBy(Candidate.of(password))).isTrue();
    }

    @Test
    void shortNamesStandInTooManyWords() {
        NotContext shorts = NotContext.of(List.of("Ann", "Li"), List.of("ed@x.example"));

        assertThat(shorts.isMetBy(Candidate.of("Bananna lied"))).isTrue();
    }

    @Test
    void nobodyKnownMeansNothingForbidden() {
        assertThat(NotContext.of(List.of(), List.of()).isMetBy(Candidate.of("anything")))
                .isTrue();
    }
}
