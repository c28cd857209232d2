package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.PorterStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What promtool does not see: an alert without a runbook, an exporter that calls its metric otherwise. */
class MonitoringTest {

    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)\\n((?: {8,}.*\\n)+)");
    private static final Pattern RUNBOOK =
            Pattern.compile("runbook_url: https://\\S+/docs/operations/runbooks\\.md#(\\S+)");

    @Test
    void eachAlertHasWordsAndARunbook() {
        String runbooks = Monitoring.read(PorterStack.root().resolve("docs/operations/runbooks.md"));
        Set<String> sections = Pattern.compile("(?m)^## (.+)$")
                .matcher(runbooks)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
        List<String> alerts = new ArrayList<>();
        for (var file : Monitoring.rules()) {
            Matcher alert = ALERT.matcher(Monitoring.read(file));
            while (alert.find()) {
                String name = alert.group(1);
                alerts.add(name);
                assertThat(alert.group(2))
                        .as(name)
                        .containsPattern("severity: (critical|warning|none)\\n")
                        .contains(" summary: ", " description: ");
                Matcher runbook = RUNBOOK.matcher(alert.group(2));
                assertThat(runbook.find()).as("runbook of " + name).isTrue();
                assertThat(sections).as("section of " + name).contains(runbook.group(1));
            }
        }
        assertThat(alerts).hasSizeGreaterThan(25).doesNotHaveDuplicates();
    }

    @Test
    void eachMetricOfAnExporterIsOneThatItHas() {
        Set<String> known =
                Set.copyOf(Monitoring.read(PorterStack.root().resolve("docker/prometheus/exporter-metrics.txt"))
                        .lines()
                        .toList());
        assertThat(Monitoring.metrics("(?:redis|pg|probe|alertmanager|prometheus)_"))
                .isNotEmpty()
                .isSubsetOf(known);
    }
}
