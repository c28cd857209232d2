package io.github.keycloakporter.benchmarks.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each contender for a moment. Whether the figures are good, no test decides. */
class PasswordRaceTest {

    @TempDir
    private Path folder;

    @Test
    void everyContenderAnswers() throws IOException {
        PasswordPlan moment = new PasswordPlan(List.of(500), 100, 100, 1, 3);
        PasswordRace race = new PasswordRace(moment, folder, step -> {});
        PasswordReport report = new PasswordReport();
        report.lists(500, race.run(Contenders.lists(), 500, true));
        report.rules(500, race.run(Contenders.rules(), 500, false));

        assertThat(report.text())
                .contains(
                        "| Porter |",
                        "| Keycloak passwordBlacklist |",
                        "| Passay DictionaryRule |",
                        "| Passay |",
                        "1.00x");
    }
}
