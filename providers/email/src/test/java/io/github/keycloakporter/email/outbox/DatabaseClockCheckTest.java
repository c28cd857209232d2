package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.check.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseClockCheckTest {

    @ParameterizedTest
    @CsvSource({
        "0,",
        "1900,",
        "-1900,",
        "3600000,",
        "-20700500,",
        "2100, is 2100 ms ahead of this node's",
        "-2100, is 2100 ms behind this node's",
        "3603000, is 3000 ms ahead of this node's",
        "-20703000, is 3000 ms behind this node's"
    })
    void aTimeZoneIsNoDifference(long ahead, String found) {
        List<Finding> findings = new ArrayList<>();
        DatabaseClockCheck.judge(ahead, findings::add);
        assertThat(findings).extracting(Finding::found).isEqualTo(found == null ? List.of() : List.of(found));
    }
}
