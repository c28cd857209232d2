package io.github.keycloakporter.it;

import io.github.keycloakporter.it.harness.PorterStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The alerting rules and dashboards that are shipped. */
final class Monitoring {

    /** An expression in a rule or a panel; what a template puts into words for people is none. */
    private static final Pattern WORDS = Pattern.compile(
            "(?m)^ +(?:summary|description|runbook_url): .*$|\"(?:title|description|legendFormat)\": *\".*?\"");

    private Monitoring() {}

    static List<Path> rules() {
        return files("docker/prometheus", ".rules.yml");
    }

    static List<Path> dashboards() {
        return files("docker/grafana/dashboards", ".json");
    }

    /** All metrics that rules and dashboards name, whose names begin so. */
    static Set<String> metrics(String prefix) {
        Pattern name = Pattern.compile("(?<![\\w:$])" + prefix + "[a-z_0-9]+");
        return Stream.concat(rules().stream(), dashboards().stream())
                .map(Monitoring::read)
                .flatMap(text -> name.matcher(WORDS.matcher(text).replaceAll(""))
                        .results()
                        .map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.list(PorterStack.root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
