package io.github.keycloakporter.localstack.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders the README documents, and the check that README and realm files say the same. */
final class PlaceholderTable {

    /** A row such as {@code | `NAME` | `default` | meaning |}; an empty default is written {@code (empty)}. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Z][A-Z0-9_]*)` \\| (?:`([^`]*)`|\\(empty\\)) \\|.+\\|");

    private final String file;
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    PlaceholderTable(Path readme) throws IOException {
        file = readme.toString();
        for (String line : Files.readAllLines(readme)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String defaultValue = row.group(2) == null ? "" : row.group(2);
                if (defaults.put(row.group(1), defaultValue) != null) {
                    findings.add(new Finding(file, row.group(1), "stands in the table twice"));
                }
            }
        }
    }

    void check(String realmFile, List<JsonText> texts) {
        for (JsonText text : texts) {
            Placeholders placeholders = Placeholders.of(text.value());
            placeholders.faults().forEach(fault -> findings.add(new Finding(realmFile, text.key(), fault)));
            placeholders.found().forEach(placeholder -> compare(realmFile, text.key(), placeholder));
        }
    }

    /** All that was found so far, and the rows no file used. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        defaults.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> all.add(new Finding(file, name, "no realm file uses it: remove the row")));
        return all;
    }

    private void compare(String realmFile, String key, Placeholders.Placeholder placeholder) {
        String name = placeholder.name();
        used.add(name);
        if (!defaults.containsKey(name)) {
            findings.add(new Finding(
                    realmFile, key, "placeholder " + name + " is unknown: correct it, or add its row to " + file));
        } else if (!defaults.get(name).equals(placeholder.defaultValue())) {
            findings.add(new Finding(
                    realmFile,
                    key,
                    "placeholder " + name + " has the default \"" + placeholder.defaultValue() + "\" here and \""
                            + defaults.get(name) + "\" in " + file));
        }
    }
}
