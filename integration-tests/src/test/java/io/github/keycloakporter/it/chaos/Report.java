package io.github.keycloakporter.it.chaos;

import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The result of a run, as Markdown. */
final class Report {

    private static final int SHOWN = 12;

    private final long seed;
    private final int minutes;
    private final List<Verdict> verdicts;
    private final List<Timeline.Window> windows;
    private final Map<String, Integer> counts;
    private final List<String> remarks;

    Report(
            long seed,
            int minutes,
            List<Verdict> verdicts,
            List<Timeline.Window> windows,
            Map<String, Integer> counts,
            List<String> remarks) {
        this.seed = seed;
        this.minutes = minutes;
        this.verdicts = List.copyOf(verdicts);
        this.windows = List.copyOf(windows);
        this.counts = new TreeMap<>(counts);
        this.remarks = List.copyOf(remarks);
    }

    boolean isClean() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## " + minutes + " minutes of chaos, seed " + seed,
                "",
                "| promise | looked at | broken |",
                "|---|---:|---:|"));
        verdicts.forEach(verdict ->
                lines.add("| " + verdict.promise() + " | " + verdict.looked() + " | " + broken(verdict) + " |"));
        lines.addAll(List.of("", "| fault | times | seconds |", "|---|---:|---:|"));
        faults(lines);
        lines.addAll(List.of("", "| load | |", "|---|---:|"));
        counts.forEach((what, count) -> lines.add("| " + what + " | " + count + " |"));
        lines.add("");
        remarks.forEach(remark -> lines.add("- " + remark));
        lines.add("");
        verdicts.stream().filter(verdict -> !verdict.holds()).forEach(verdict -> evidence(lines, verdict));
        lines.add((isClean() ? "Every promise was kept." : "Promises were BROKEN.")
                + " Again: scripts/chaos.sh --minutes " + minutes + " --seed " + seed);
        return String.join("\n", lines);
    }

    private static String broken(Verdict verdict) {
        return verdict.holds() ? "0" : "**" + verdict.breaches().size() + "**";
    }

    private void faults(List<String> lines) {
        Map<String, List<Timeline.Window>> kinds = new TreeMap<>();
        windows.forEach(window -> kinds.computeIfAbsent(window.fault().toString(), key -> new ArrayList<>())
                .add(window));
        kinds.forEach((fault, times) -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f |",
                fault,
                times.size(),
                times.stream()
                                .mapToLong(window -> Duration.between(window.from(), window.to())
                                        .toMillis())
                                .sum()
                        / 1_000.0)));
    }

    private static void evidence(List<String> lines, Verdict verdict) {
        lines.add("### Broken: " + verdict.promise());
        lines.add("");
        verdict.breaches().stream().limit(SHOWN).forEach(breach -> lines.add("- " + breach));
        if (verdict.breaches().size() > SHOWN) {
            lines.add("- and " + (verdict.breaches().size() - SHOWN) + " more");
        }
        lines.add("");
    }
}
