package io.github.keycloakporter.benchmarks.limits;

import java.util.Locale;
import java.util.Map;

/** The figures as a Markdown table; ratios are those of Porter to each of the others. */
record LimitReport(Map<Integer, Map<String, Turns.Figures>> figures) {

    String text() {
        StringBuilder text = new StringBuilder("""
                | limiter      | threads | decisions/s | median, us | p99, us | Porter's decisions | Porter's median |
                | ------------ | ------: | ----------: | ---------: | ------: | -----------------: | --------------: |
                """);
        figures.forEach((threads, all) -> {
            Turns.Figures ours = all.values().iterator().next();
            all.forEach((label, one) -> text.append(String.format(
                    Locale.ROOT,
                    "| %-12s | %7d | %11.0f | %10.1f | %7.1f | %17.2fx | %14.2fx |%n",
                    label,
                    threads,
                    one.decisionsPerSecond(),
                    one.median(),
                    one.p99(),
                    ours.decisionsPerSecond() / one.decisionsPerSecond(),
                    ours.median() / one.median())));
        });
        return text.toString();
    }
}
