package io.github.keycloakporter.tools.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param findings the worst first
 */
record CheckReport(List<Finding> findings) {

    boolean has(Severity worst) {
        return findings.stream().anyMatch(finding -> finding.severity().compareTo(worst) <= 0);
    }

    void print(PrintWriter out) {
        for (Finding finding : findings) {
            out.printf(
                    "%-7s  %s%n         %s%s %s%n         Why: %s%n         Fix: %s%n%n",
                    finding.severity(),
                    finding.id(),
                    finding.realm() == null ? "" : "realm " + finding.realm() + ": ",
                    finding.where(),
                    finding.found(),
                    finding.why(),
                    finding.fix());
        }
        out.printf("%d errors, %d warnings%n", count(Severity.ERROR), count(Severity.WARNING));
        out.flush();
    }

    void printJson(PrintWriter out) {
        try {
            out.println(new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of(
                            "errors", count(Severity.ERROR),
                            "warnings", count(Severity.WARNING),
                            "findings", findings)));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records are JSON", e);
        }
    }

    private long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
