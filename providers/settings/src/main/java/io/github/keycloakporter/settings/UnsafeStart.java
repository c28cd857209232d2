package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.check.Severity;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets a server start, or not.
 *
 * @param allowed the option's value: rules that may be broken
 * @param option its name
 */
record UnsafeStart(ConfigChecks checks, String allowed, String option, Consumer<String> log) {

    /** @throws ConfigException for errors that are not allowed by name; everything else is in the log */
    void check(Settings settings) {
        Set<String> names = names();
        List<Finding> findings = checks.server(settings);
        List<Finding> unsafe = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR && !names.contains(finding.id()))
                .toList();
        if (!unsafe.isEmpty()) {
            throw new ConfigException(
                    option,
                    "does not allow what is unsafe: "
                            + unsafe.stream().map(Finding::toString).collect(Collectors.joining(" "))
                            + " To start all the same, set " + option + "="
                            + unsafe.stream()
                                    .map(Finding::id)
                                    .collect(Collectors.toCollection(() -> new TreeSet<>(names)))
                                    .stream()
                                    .collect(Collectors.joining(",")));
        }
        findings.forEach(finding -> log.accept(
                (finding.severity() == Severity.ERROR ? "Unsafe, and allowed by " + option + ": " : "") + finding));
    }

    private Set<String> names() {
        Set<String> known = checks.rules().stream().map(Rule::id).collect(Collectors.toSet());
        Set<String> names = Arrays.stream(allowed.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ConfigException(
                    option,
                    "names no rule with '" + name + "'"
                            + Spelling.nearest(name, known)
                                    .map(meant -> ", did you mean " + meant + "?")
                                    .orElse("; docs/operations/check-config.md lists all"));
        });
        return names;
    }
}
