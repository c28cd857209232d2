package io.github.keycloakporter.tools.realm;

import io.github.keycloakporter.tools.server.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a realm file's placeholders: from the process's environment first, then from the file of the environment. Such
 * a file is what Docker takes as {@code --env-file}: {@code NAME=value} lines without quotes, and a line with a {@code NAME}
 * alone for a value that the process's environment must have.
 */
final class EnvironmentValues {

    private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)(?:=(.*))?");

    private final Path file;
    private final Map<String, String> environment;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> required = new TreeSet<>();

    /** @param file null for the process's environment alone */
    EnvironmentValues(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = new HashMap<>(environment);
        if (file != null) {
            read(file);
        }
    }

    Optional<String> get(String name) {
        String set = environment.get(name);
        // pipelines set a variable that nobody filled in to an empty text
        if (set != null && !set.isEmpty()) {
            return Optional.of(set);
        }
        if (required.contains(name)) {
            throw new ToolException("Set " + name + ": " + file + " leaves it to the environment");
        }
        return Optional.ofNullable(values.get(name));
    }

    /** Fails where the file names what no placeholder is called. */
    void requireKnown(Set<String> placeholders, Path realmFile) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.addAll(required);
        unknown.removeAll(placeholders);
        if (!unknown.isEmpty()) {
            throw new ToolException(file + " sets " + String.join(", ", unknown) + ", but " + realmFile
                    + " has no such placeholder: correct the name or remove the line");
        }
    }

    private void read(Path path) {
        int number = 0;
        for (String line : lines(path)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(text);
            if (!matcher.matches()) {
                throw new ToolException(path + ", line " + number
                        + " must be NAME=value, or NAME alone for a value that" + " the environment must have");
            }
            String name = matcher.group(1);
            String value = matcher.group(2);
            if (values.containsKey(name) || required.contains(name)) {
                throw new ToolException(path + ", line " + number + " names " + name + " again: keep one line");
            }
            if (value == null) {
                required.add(name);
            } else if (value.startsWith("\"") || value.startsWith("'")) {
                throw new ToolException(path + ", line " + number + ": write the value of " + name
                        + " without quotes, as Docker reads it");
            } else {
                values.put(name, value);
            }
        }
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new ToolException(path + " cannot be read: " + ToolException.reason(e), e);
        }
    }
}
